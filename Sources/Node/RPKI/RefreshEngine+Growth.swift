internal import ConfigurationKeys
internal import Logging
internal import RPKIObjects
internal import RPKIToRouter
internal import RPKIValidation
internal import ServingStore
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

extension RefreshEngine {
    /// The state of the growth of CAs.
    struct Growth {
        /// `nil` until it has been read.
        var known: AuthorityCounts?
        /// The time at which each growth that is not held was first seen.
        var since: [AuthorityCounts.ID: Date] = [:]
        /// The counts of the last run.
        var counts: [AuthorityCounts.ID: Int] = [:]
        /// CAs of the last run that grew.
        var findings: [GrowthGuard.Finding] = []
        var isHolding = false
        /// Subjects of the alarms that are raised.
        var alarms: Set<String> = []
    }

    /// Maximum number of simultaneous growth alarms; further CAs are counted in the log.
    private static let growthAlarms = 100

    /// Seconds for which a growth that is not held stays an alarm.
    private static let growthSeconds = 86_400.0

    /// Raises alarms for the CAs of a run that give many times as many VRPs as before, and leaves what they added out of its
    /// payloads where that is to be held.
    func boundGrowth(_ run: ValidationRun, at now: Date) -> PayloadSet {
        let alarm = loaded.configuration.rpki.alarm
        let known = growth.known ?? readCounts()
        growth.known = known
        growth.counts = GrowthGuard.counts(of: run.authorities)
        growth.findings =
            releasesHeld
            ? []
            : GrowthGuard(factor: alarm.growth, floor: alarm.growthFloor)
                .findings(of: run.authorities, growth.counts, since: known)
        if !alarm.hold {
            for finding in growth.findings { growth.since[finding.id] = growth.since[finding.id] ?? now }
            let since = growth.since
            growth.findings.removeAll { finding in
                since[finding.id].map { abs(now.timeIntervalSince($0)) > RefreshEngine.growthSeconds } ?? false
            }
        }
        let ids = Set(growth.findings.map(\.id))
        growth.since = growth.since.filter { ids.contains($0.key) }
        growth.isHolding = alarm.hold && !growth.findings.isEmpty
        warnOfGrowth(at: now)
        guard growth.isHolding else { return run.payloads }
        let places = Set(growth.findings.map(\.repository))
        let served = cache.payloads
        let (payloads, removed) = run.payloads.leavingOut { row in
            guard served?.sources(of: row.payload) == nil else { return false }
            return row.sources.allSatisfy { source in
                guard case .object(let object) = source, let uri = object.uri else { return false }
                return places.contains(String(uri[...(uri.lastIndex(of: "/") ?? uri.startIndex)]))
            }
        }
        logger.error(
            "held back new VRPs of CAs that grew; send SIGUSR2 to release them", metadata: ["vrps": "\(removed)"])
        return payloads
    }

    /// Takes note of what the CAs of the last run had, now that it is served.
    func keepCounts(at now: Date) {
        guard var known = growth.known else { return }
        known.update(growth.counts, except: Set(growth.findings.map(\.id)), at: now)
        guard known != growth.known else { return }
        growth.known = known
        do {
            try history.keep(known.encoded, as: .authorities)
        } catch {
            logger.warning("could not store the number of VRPs of each CA", metadata: ["reason": "\(error)"])
        }
    }

    private func readCounts() -> AuthorityCounts {
        do {
            return AuthorityCounts(decoding: try history.memory(.authorities))
        } catch {
            logger.warning("could not read the previous number of VRPs of each CA", metadata: ["reason": "\(error)"])
            return AuthorityCounts()
        }
    }

    private func warnOfGrowth(at now: Date) {
        var raised: Set<String> = []
        for finding in growth.findings.prefix(RefreshEngine.growthAlarms) {
            raised.insert(finding.manifest)
            let message =
                "the CA \(finding.subject) has \(finding.now) VRPs; before, it had \(finding.before)"
                + (growth.isHolding ? "; the new ones are held back until SIGUSR2 releases them" : "")
            if !growth.alarms.contains(finding.manifest) {
                logger.error(
                    "the number of VRPs of a CA has grown",
                    metadata: [
                        "manifest": "\(finding.manifest)", "vrps": "\(finding.now)", "before": "\(finding.before)",
                        "held": "\(growth.isHolding)", "others": "\(growth.findings.count - 1)",
                    ])
            }
            alarms.raise(
                Alarm(
                    kind: "growth", subject: finding.manifest, message: message, since: now,
                    isHolding: growth.isHolding))
        }
        for subject in growth.alarms.subtracting(raised) { alarms.clear(alarm: "growth", subject: subject) }
        growth.alarms = raised
    }
}
