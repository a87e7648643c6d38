package import BGPMessages

/// Makes messages of a feed of a file of routes: updates, tables, and what a collector noted of its sessions.
package struct RouteFileFeedAdapter: Sendable {
    /// Where the file is, for what could not be used of it.
    private let path: String
    /// Whether no other file of the feed is read meanwhile.
    private let isAlone: Bool
    private var hasTable = false
    /// The peers whose tables are in the file, where others may have tables elsewhere.
    private var peers: Set<BGPPeer> = []

    package init(path: String, isAlone: Bool = true) {
        self.path = path
        self.isAlone = isAlone
    }

    package mutating func messages(_ batch: RouteBatch) -> [FeedMessage] {
        note(batch)
        return (batch.events.isEmpty ? [] : [.routes(batch.events)])
            + batch.stateChanges.flatMap(RouteFileFeedAdapter.messages)
    }

    /// Takes note of what a portion has, for what is reported at the end.
    package mutating func note(_ batch: RouteBatch) {
        guard batch.hasTableRows else { return }
        hasTable = true
        if !isAlone { for event in batch.events { peers.insert(event.peer) } }
    }

    /// What a change of a session is to a feed.
    package static func messages(of change: PeerStateChange) -> [FeedMessage] {
        if change.to == .established { return [.peerUp(change.peer)] }
        return change.from == .established ? [.peerDown(change.peer)] : []
    }

    /// What is reported at the end of the file: what could not be used, and that tables are complete.
    package func end(_ report: RouteFileReport) -> [FeedMessage] {
        report.describedFaults.map { .fault(reason: $0.code.rawValue, detail: "\(path): \($0)") }
            + (hasTable && isAlone ? [.tablesComplete] : [])
            + peers.sorted { ($0.address, $0.asn) < ($1.address, $1.asn) }.map { .tableComplete($0) }
    }

    /// What is reported where the file cannot be read further.
    package func end(_ error: RouteReadError) -> FeedMessage {
        .fault(reason: "unreadable", detail: "\(path): \(error)")
    }
}
