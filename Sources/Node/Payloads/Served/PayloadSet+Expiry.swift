package import FoundationEssentials
internal import TextFormats
package import ValidatedPayloads

extension PayloadSet {
    /// The times at which the first and the last of the payloads expire; `nil` when none does, or one never does.
    package var expiry: (first: Date?, last: Date?) {
        var range = ExpiryRange()
        for row in vrpRows { range.add(row.sources.expires) }
        for row in aspaRows { range.add(row.sources.expires) }
        for row in routerKeyRows { range.add(row.sources.expires) }
        return (
            range.first.map { Date(timeIntervalSince1970: Double($0)) },
            range.isOpen ? nil : range.last.map { Date(timeIntervalSince1970: Double($0)) }
        )
    }
}

private struct ExpiryRange {
    var first: UnixTime?
    var last: UnixTime?
    var isOpen = false

    mutating func add(_ time: UnixTime?) {
        guard let time else {
            isOpen = true
            return
        }
        first = first.map { min($0, time) } ?? time
        last = last.map { max($0, time) } ?? time
    }
}
