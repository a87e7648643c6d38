package import BGPMessages

extension RouteHistory {
    /// The history as files of a collector: a table of the beginning, and the changes of each day, by the names of the files.
    package func files(of collector: DemoCollector, through end: BGPTime) -> [(name: String, octets: [UInt8])] {
        let peers = Set(collector.peers.map(\.peer))
        var encoder = MRTEncoder()
        encoder.table(table.filter { peers.contains($0.peer) }, of: collector, at: start)
        var files = [(name: "\(collector.name)/table-00.mrt", octets: encoder.octets)]
        let day: Int64 = 86_400_000_000
        var number = 0
        var from = start
        while from < end {
            let to = min(end, BGPTime(microseconds: from.microseconds + day))
            var encoder = MRTEncoder()
            for event in updates(after: from, through: to) where peers.contains(event.peer) { encoder.update(event) }
            let digits = number < 10 ? "0\(number)" : "\(number)"
            files.append((name: "\(collector.name)/updates-\(digits).mrt", octets: encoder.octets))
            number += 1
            from = to
        }
        return files
    }
}
