internal import BGPMessages
internal import FoundationEssentials
internal import RouteSecurity

/// What the detector remembered when something changed last, and what time it was to it.
enum WatchMemory {
    case nothing
    case unreadable
    case kept(RouteDetector.Snapshot, at: BGPTime)

    private struct Record: Codable {
        var time: Int64
        var snapshot: RouteDetector.Snapshot
    }

    init(_ octets: [UInt8]) {
        if octets.isEmpty {
            self = .nothing
        } else if let record = try? JSONDecoder().decode(Record.self, from: Data(octets)) {
            self = .kept(record.snapshot, at: BGPTime(microseconds: record.time))
        } else {
            self = .unreadable
        }
    }

    static func encoded(_ snapshot: RouteDetector.Snapshot, at time: BGPTime) -> [UInt8]? {
        (try? JSONEncoder().encode(Record(time: time.microseconds, snapshot: snapshot))).map { Array($0) }
    }
}
