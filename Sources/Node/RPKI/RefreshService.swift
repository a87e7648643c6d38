internal import FoundationEssentials
internal import Logging
internal import RPKIRepository
internal import ServiceLifecycle

/// Refreshes at start, then again and again, and when it is woken for one.
struct RefreshService: Service {
    let engine: RefreshEngine
    let wakeSignal: WakeSignal
    let logger: Logger
    let clock: @Sendable () -> Date

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await loop() }
                    group.addTask { try await expire() }
                    defer { group.cancelAll() }
                    try await group.next()
                }
            } catch is CancellationError {}
        }
    }

    /// Payloads expire however long a refresh takes.
    private func expire() async throws {
        var rounds = 0
        while true {
            try await Task.sleep(for: .seconds(15))
            await engine.expire()
            // What answers to clients needed meanwhile.
            rounds += 1
            if rounds.isMultiple(of: 4) { await ProcessMemory.release() }
        }
    }

    private func loop() async throws {
        while !Task.isCancelled {
            try await engine.refresh()
            await ProcessMemory.release()
            let pause = await engine.pause()
            // Not by the clock that can be set: after it was set back, the next refresh would be far away.
            let due = ContinuousClock.now + .seconds(pause)
            engine.state.schedule(nextRefresh: clock() + pause)
            var resumption = Resumption()
            while !Task.isCancelled {
                let next = min(due, resumption.due ?? due)
                let reasons = await wakeSignal.wait(max(.milliseconds(10), ContinuousClock.now.duration(to: next)))
                if reasons.contains(.end) { return }
                if reasons.contains(.refresh) { break }
                if ContinuousClock.now >= due { break }
                if reasons.contains(.late) { resumption.plan() }
                if resumption.isDue() { try await engine.refresh(resuming: true) }
            }
        }
    }
}

/// The times at which a refresh continues with repositories that it did not wait for. Each time is twice as far off
/// as the one before, so that servers which answer late do not keep the node busy.
private struct Resumption {
    private(set) var due: ContinuousClock.Instant?
    private var pause = Duration.seconds(1)

    mutating func plan() {
        guard due == nil else { return }
        due = .now + pause
        pause = min(pause * 2, .seconds(300))
    }

    mutating func isDue() -> Bool {
        guard let due, ContinuousClock.now >= due else { return false }
        self.due = nil
        return true
    }
}
