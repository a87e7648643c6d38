/// The counts of a visitor of records.
package struct RouteTally: Sendable {
    package var announcements = 0
    package var withdrawals = 0
    /// Routes that the format has no line for.
    package var unprinted = 0
    package var skippedFamilies: [RouteFamily: Int] = [:]
    /// Faults that did not make a message useless, with places as the visitor was handed them.
    package var faults: [MessageError] = []

    package init() {}

    @inline(__always)
    mutating func count(isWithdrawn: Bool) {
        if isWithdrawn { withdrawals += 1 } else { announcements += 1 }
    }

    mutating func skip(_ family: RouteFamily) {
        skippedFamilies.add(to: family, limit: RouteFileLimits().skippedKinds)
    }
}
