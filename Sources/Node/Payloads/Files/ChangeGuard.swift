internal import ValidatedPayloads

/// Which sets of payloads may take the place of those that are served.
struct ChangeGuard: Sendable {
    /// The reason why a set must wait, or is worth a line in the log.
    struct Finding: Sendable {
        let message: String
        let details: [String: String]
        let isHolding: Bool
    }

    /// The share from which a removal is reported.
    private static let reported = 20
    /// Below this many VRPs before, growth is that of a start.
    private static let growthBase = 10_000

    /// The percent of a trust anchor's VRPs that may go; `nil` for all.
    let hold: Int?
    /// The maximum growth: how many times as many VRPs as before.
    let growth: Int

    func findings(from old: PayloadSet, to new: PayloadSet) -> [Finding] {
        var found: [Finding] = []
        let removal = RemovalGuard(share: hold ?? ChangeGuard.reported, countsUnnamed: true)
        for finding in removal.findings(from: old, to: new) {
            found.append(
                Finding(
                    message: "update removes many VRPs",
                    details: [
                        "trust-anchor": finding.trustAnchor, "removed": "\(finding.removed)",
                        "before": "\(finding.before)",
                    ], isHolding: hold != nil))
        }
        let (before, after) = (old.vrps.count, new.vrps.count)
        let (most, isBeyond) = max(before, ChangeGuard.growthBase).multipliedReportingOverflow(by: growth)
        if !isBeyond, after > most {
            found.append(
                Finding(
                    message: "update adds many VRPs",
                    details: ["after": "\(after)", "before": "\(before)", "max-growth": "\(growth)"], isHolding: true))
        }
        return found
    }
}
