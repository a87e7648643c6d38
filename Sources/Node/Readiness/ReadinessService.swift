internal import DeskStore
internal import Logging
internal import NIOPosix
internal import NumberResources
internal import RouteSecurity
internal import SQLiteFile
internal import ServiceLifecycle
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// Computes readiness each day, and keeps it with its trend.
struct ReadinessService: Service {
    let section: ReadinessSection
    let seen: SeenRoutes
    let payloads: PayloadsState
    let state: ReadinessState
    /// `nil` where nothing can be kept.
    let store: DeskReadiness?
    let bogons: @Sendable (ResourceSet) -> Bogons
    let alarms: Alarms
    let logger: Logger
    let clock: @Sendable () -> Date
    /// The clock of the machine, by which a table settles: that of a demonstration can be still.
    let machineClock: @Sendable () -> Date

    private static let alarm = "readiness"
    /// Seconds until the next attempt after one that failed.
    private static let patience = Duration.seconds(600)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await load()
            var schedule = ReadinessSchedule(hour: section.hour)
            while (try? await Task.sleep(for: .milliseconds(500))) != nil {
                if await !turn(&schedule) { try? await Task.sleep(for: ReadinessService.patience) }
            }
        }
    }

    /// Takes what was computed last out of the store.
    func load() async {
        guard let store else { return }
        do {
            if let stored = try await NIOThreadPool.singleton.runIfActive({ try store.latest() }) {
                state.update(.init(stored: stored, routes: nil))
            }
        } catch {
            logger.error("could not read the stored readiness", metadata: ["reason": "\(error)"])
        }
    }

    /// Computes readiness where it is due.
    ///
    /// - Returns: `false` where that failed.
    func turn(_ schedule: inout ReadinessSchedule) async -> Bool {
        let now = clock()
        let machine = machineClock()
        schedule.note(seen.count, at: machine)
        guard schedule.isDue(at: now, machine: machine), let served = payloads.current(at: now)?.served else {
            return true
        }
        schedule.compute(at: now)
        return await compute(served.payloads, at: now)
    }

    private func compute(_ payloads: PayloadSet, at now: Date) async -> Bool {
        let start = ContinuousClock.now
        let (section, seen, bogons) = (section, seen, bogons)
        let result = await QuietThread.run { () -> Result<ReadinessState.Current, ReadinessFiles.Failure> in
            Result { () throws(ReadinessFiles.Failure) in
                let files = try ReadinessFiles(delegated: section.delegated, irr: section.irr).read()
                let routes = seen.list(minimumPeers: section.minPeers, at: now)
                let computation = ReadinessComputation(
                    routes: routes, payloads: payloads, files: files, scope: section.scope, bogons: bogons)
                return ReadinessState.Current(stored: computation.result(at: now), routes: routes)
            }
        }
        do {
            let current = try result.get()
            state.update(current)
            try await keep(current.stored)
            alarms.clear(alarm: ReadinessService.alarm, subject: ReadinessSection.name)
            logger.notice(
                "readiness computed",
                metadata: [
                    "networks": "\(current.stored.networks.count)", "economies": "\(current.stored.economies.count)",
                    "routes": "\(current.stored.run.routes)", "seconds": "\(start.duration(to: .now).wholeSeconds)",
                ])
            report(at: now)
            return true
        } catch {
            state.update(failure: "\(error)")
            logger.error("could not compute readiness; retrying", metadata: ["reason": "\(error)"])
            alarms.raise(
                Alarm(
                    kind: ReadinessService.alarm, subject: ReadinessSection.name,
                    message: "could not be computed; retrying: \(error)", since: now))
            return false
        }
    }

    private func keep(_ stored: StoredReadiness) async throws {
        guard let store else { return }
        let days = (
            economies: stored.run.day - Int(section.keep.wholeSeconds / 86_400),
            networks: stored.run.day - Int(section.keepNetworks.wholeSeconds / 86_400)
        )
        try await NIOThreadPool.singleton.runIfActive {
            try store.record(stored)
            try store.retain(
                since: days.economies + 1, networksSince: days.networks + 1, most: ReadinessLimits().networkRows)
        }
    }

    private func report(at now: Date) {
        let (prefixes, peers) = seen.dropped
        if prefixes > 0 {
            alarms.reached(
                limit: "seenPrefixes", "too many different prefixes or origins: readiness is computed without the rest",
                count: UInt64(clamping: prefixes), at: now)
        }
        if peers > 0 {
            logger.info("readiness looks at the first 32 peers only", metadata: ["others": "\(peers)"])
        }
    }
}
