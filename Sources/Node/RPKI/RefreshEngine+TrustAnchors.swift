internal import ConfigurationKeys
internal import FoundationEssentials
internal import Logging
internal import RPKIObjects
internal import RPKIValidation
internal import TextFormats

extension RefreshEngine {
    /// Reports each trust anchor that is refused, when that or the reason changes, and raises or ends its alarm.
    func report(_ run: ValidationRun) {
        for (anchor, locator) in zip(run.trustAnchors, loaded.inputs.rpki.locators) {
            guard !anchor.isFound else {
                alarms.clear(alarm: "trust-anchor", subject: anchor.name)
                if refusals.removeValue(forKey: anchor.name) != nil {
                    logger.notice("trust anchor is valid again", metadata: ["name": "\(anchor.name)"])
                }
                continue
            }
            let causes = run.rejections.filter { locator.uris.contains($0.uri) && $0.level == .rejected }
            let words = causes.map { "\($0.uri): \($0.error)" }.joined(separator: "; ")
            let message = "no valid certificate was found" + (words.isEmpty ? "" : ": \(words)")
            alarms.raise(Alarm(kind: "trust-anchor", subject: anchor.name, message: message, since: run.date))
            let reasons = causes.map { "\($0.uri) \($0.error.code.rawValue)" }
            guard refusals[anchor.name]?.reasons != reasons else { continue }
            let since = refusals[anchor.name]?.since ?? run.date
            refusals[anchor.name] = (reasons, since)
            for cause in causes {
                logger.error(
                    "no valid certificate of a trust anchor",
                    metadata: [
                        "name": "\(anchor.name)", "uri": "\(cause.uri)", "reason": "\(cause.error.code.rawValue)",
                        "detail": "\(cause.error.detail)", "rfc": "\(cause.error.rule)", "since": "\(RFC3339(since))",
                    ])
            }
            if causes.isEmpty {
                logger.error(
                    "no valid certificate of a trust anchor",
                    metadata: ["name": "\(anchor.name)", "reason": "no certificate", "since": "\(RFC3339(since))"])
            }
        }
    }

    /// The reason why no trust anchor could be used, with a hint where the clock may be wrong.
    func refusal(of run: ValidationRun) -> RefreshError {
        var text = "no trust anchor could be validated"
        let uris = Set(loaded.inputs.rpki.locators.flatMap(\.uris))
        let codes = Set(run.rejections.filter { uris.contains($0.uri) }.map(\.error.code))
        if codes.contains(.notYetValid), codes.isSubset(of: [.notYetValid, .unreachable]) {
            text += ": the certificates are not valid yet at \(RFC3339(run.date)); check the clock of this machine"
        } else if codes.contains(.expired), codes.isSubset(of: [.expired, .unreachable]) {
            text += ": the certificates have expired by \(RFC3339(run.date)); check the clock of this machine"
        }
        return RefreshError(description: text)
    }
}
