package import BGPMessages

/// Makes messages of a feed of a file of routes: updates, tables, and what a collector noted of its sessions.
package struct RouteFileFeedAdapter: Sendable {
    /// Where the file is, for what could not be used of it.
    private let path: String
    private var hasTable = false

    package init(path: String) {
        self.path = path
    }

    /// Routes and sessions of VRFs are not of the Internet.
    package mutating func messages(_ batch: RouteBatch) -> [FeedMessage] {
        hasTable = hasTable || batch.hasTableRows
        let isOfVRF = batch.source.map { $0.distinguisher != 0 } ?? false
        var messages: [FeedMessage] = batch.events.isEmpty || isOfVRF ? [] : [.routes(batch.events)]
        for change in batch.stateChanges where change.source.map({ $0.distinguisher == 0 }) ?? true {
            if change.to == .established { messages.append(.peerUp(change.peer)) }
            if change.from == .established, change.to != .established { messages.append(.peerDown(change.peer)) }
        }
        return messages
    }

    /// What is reported at the end of the file: what could not be used, and that tables are complete.
    package func end(_ report: RouteFileReport) -> [FeedMessage] {
        report.describedFaults.map { .fault(reason: $0.code.rawValue, detail: "\(path): \($0)") }
            + (hasTable ? [.tablesComplete] : [])
    }

    /// What is reported where the file cannot be read further.
    package func end(_ error: RouteReadError) -> FeedMessage {
        .fault(reason: "unreadable", detail: "\(path): \(error)")
    }
}
