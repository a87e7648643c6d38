import BGPMessages

/// What a reader makes of a whole file that comes in pieces.
struct ReadFeed {
    var format = RouteFormat.mrt
    var events: [RouteEvent] = []
    var states: [PeerStateChange] = []
    var report = RouteFileReport()

    init(
        _ octets: [UInt8], piece: Int = 1 << 16, limits: RouteFeedReader.Limits = RouteFeedReader.Limits(),
        views: Set<BMPView>? = nil
    ) throws(RouteReadError) {
        var offset = 0
        var reader = try RouteReader(limits: limits, views: views, now: bmpNow) {
            defer { offset += piece }
            return offset < octets.count ? Array(octets[offset..<min(octets.count, offset + piece)]) : nil
        }
        format = reader.format
        var batch = RouteBatch()
        while try reader.next(into: &batch) {
            events += batch.events
            states += batch.stateChanges
        }
        report = reader.report
    }

    /// A line a route, sorted.
    var lines: [String] {
        events.map { event in
            switch event.action {
            case .announce: "A \(event.peer.address) \(event.prefix)"
            case .withdraw: "W \(event.peer.address) \(event.prefix)"
            }
        }.sorted()
    }
}
