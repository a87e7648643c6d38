internal import ConfigurationKeys
internal import Logging
internal import NumberResources
internal import RPKIObjects
internal import RPKIToRouter
internal import RPKIValidation
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

extension RefreshEngine {
    /// Many VRPs of a trust anchor that went and are not back.
    struct Loss {
        /// The number of limits reached.
        let before: Int
        /// Percent of them that may be missing.
        let share: Int

        func isOver(with count: Int) -> Bool { count * 100 >= before * (100 - share) }
    }

    /// Seconds for which the alarm of a loss lasts, unless the VRPs are back or an operator has seen it.
    private static var lossAlarmSeconds: Double { 86_400 }

    /// Raises the alarm where too much would go, and says whether it may.
    func mayServe(_ payloads: PayloadSet, at now: Date) -> Bool {
        let alarm = loaded.configuration.rpki.alarm
        let isReleased = releasesHeld
        releasesHeld = false
        guard let served = cache.payloads else { return true }
        let guardian = RemovalGuard(share: alarm.removedShare)
        let findings = guardian.findings(from: served, to: payloads)
        let holds = alarm.hold && !isReleased && !findings.isEmpty
        let counts = losses.isEmpty ? [:] : RemovalGuard.counts(payloads)
        for name in loaded.inputs.rpki.locators.map(\.name) {
            if let finding = findings.first(where: { $0.trustAnchor == name }) {
                report(finding, holds: holds, isReleased: isReleased, at: now)
                continue
            }
            guard let loss = losses[name], !loss.isOver(with: counts[name] ?? 0) else {
                losses[name] = nil
                alarms.clear(alarm: "removal", subject: name)
                continue
            }
        }
        return !holds
    }

    private func report(_ finding: RemovalGuard.Finding, holds: Bool, isReleased: Bool, at now: Date) {
        let name = finding.trustAnchor
        logger.error(
            "a refresh removes many VRPs",
            metadata: [
                "trust-anchor": "\(name)", "removed": "\(finding.removed)", "before": "\(finding.before)",
                "percent": "\(finding.percent)", "held": "\(holds)",
                "examples": "\(finding.examples.map { "\($0)" }.joined(separator: ", "))",
            ])
        guard !isReleased else { return alarms.clear(alarm: "removal", subject: name) }
        let share = loaded.configuration.rpki.alarm.removedShare
        if !holds { losses[name] = Loss(before: finding.before, share: share) }
        let message =
            "\(finding.removed) of \(finding.before) VRPs \(holds ? "would be removed" : "went") (\(finding.percent) %)"
            + (holds ? "; held back until SIGUSR2 releases them" : "")
        alarms.raise(
            Alarm(
                kind: "removal", subject: name, message: message, since: now, isHolding: holds,
                ends: holds ? nil : now.addingTimeInterval(RefreshEngine.lossAlarmSeconds)))
    }

    /// Logs which VRPs changed, where that is wanted.
    func logChanges(_ delta: PayloadDelta) {
        guard loaded.configuration.log.changes else { return }
        for (event, vrps) in [
            ("VRP announced", delta.vrps.announced), ("VRP withdrawn", delta.vrps.withdrawn),
        ] as [(Logger.Message, [VRP])] {
            for vrp in vrps.prefix(state.limits.loggedLines) { logger.info(event, metadata: ["vrp": "\(vrp.words)"]) }
            let further = vrps.count - state.limits.loggedLines
            if further > 0 { logger.info("\(event): further ones not logged", metadata: ["count": "\(further)"]) }
        }
    }
}

extension VRP {
    /// `AS64496 192.0.2.0/24-26`
    var words: String { "\(asn) \(prefix)" + (maxLength > prefix.length ? "-\(maxLength)" : "") }
}
