import BGPMessages
import NumberResources

/// Since when nothing that a ROA for one of our ASes allows is announced.
struct UnusedROAs: Sendable {
    struct Entry: Hashable, Sendable, Codable {
        let row: OwnPayloads.Row
        let since: BGPTime
    }

    private var since: [OwnPayloads.Row: BGPTime] = [:]

    init(_ entries: [Entry] = []) {
        for entry in entries { since[entry.row] = entry.since }
    }

    var memory: [Entry] {
        since.map { Entry(row: $0.key, since: $0.value) }
            .sorted { ($0.row.prefix, $0.row.asn, $0.row.maxLength) < ($1.row.prefix, $1.row.asn, $1.row.maxLength) }
    }

    /// Looks at the ROAs again.
    ///
    /// - Parameter isUsed: Whether something that a ROA allows is announced.
    /// - Returns: those that have been unused for `seconds`.
    mutating func update(
        _ rows: [OwnPayloads.Row], at time: BGPTime, after seconds: Int, isUsed: (OwnPayloads.Row) -> Bool
    ) -> [OwnPayloads.Row] {
        var kept: [OwnPayloads.Row: BGPTime] = [:]
        var found: [OwnPayloads.Row] = []
        for row in rows where !isUsed(row) {
            let begin = since[row] ?? time
            kept[row] = begin
            if begin.adding(seconds: seconds) <= time { found.append(row) }
        }
        since = kept
        return found
    }
}
