internal import Logging
internal import RPKIObjects
internal import RPKIToRouter
internal import RPKIValidation
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

extension RefreshEngine {
    func warn(_ anchor: ValidationRun.TrustAnchorResult, at now: Date) {
        guard !anchor.isFound else {
            state.clear(alarm: "trust-anchor", subject: anchor.name)
            return
        }
        state.raise(
            Alarm(
                kind: "trust-anchor", subject: anchor.name, message: "no valid certificate was found", since: now))
    }

    /// Raises the alarm where too much would go, and says whether it may.
    func mayServe(_ payloads: PayloadSet, at now: Date) -> Bool {
        let alarm = loaded.configuration.rpki.alarm
        let isReleased = releasesHeld
        releasesHeld = false
        guard let served = cache.payloads else { return true }
        let findings = RemovalGuard(share: alarm.removedShare).findings(from: served, to: payloads)
        let holds = alarm.hold && !isReleased && !findings.isEmpty
        for name in loaded.inputs.locators.map(\.name) {
            guard let finding = findings.first(where: { $0.trustAnchor == name }) else {
                state.clear(alarm: "removal", subject: name)
                continue
            }
            let message =
                "\(finding.removed) of \(finding.before) VRPs would go, \(finding.percent) %"
                + (holds ? "; held until SIGUSR2 lets it through" : "")
            logger.error(
                "a refresh removes many VRPs",
                metadata: [
                    "trust-anchor": "\(name)", "removed": "\(finding.removed)", "before": "\(finding.before)",
                    "held": "\(holds)",
                ])
            state.raise(Alarm(kind: "removal", subject: name, message: message, since: now, isHolding: holds))
        }
        return !holds
    }
}
