import Synchronization
import Testing

@testable import RPKIRepository

@Suite("Permits") struct PermitsTests {
    /// Holds those who wait until it is opened.
    private final class Gate: Sendable {
        private let state = Mutex<(isOpen: Bool, waiters: [CheckedContinuation<Void, Never>])>((false, []))

        func wait() async {
            await withCheckedContinuation { continuation in
                let isOpen = state.withLock { state in
                    if !state.isOpen { state.waiters.append(continuation) }
                    return state.isOpen
                }
                if isOpen { continuation.resume() }
            }
        }

        func open() {
            let waiters = state.withLock { state in
                defer { state = (true, []) }
                return state.waiters
            }
            for waiter in waiters { waiter.resume() }
        }
    }

    @Test("Servers that never answer, however many, leave a place to one that has proven itself")
    func starvation() async {
        let permits = Permits(FetchSchedule.Bounds(places: 4, perHost: 4, parked: 0))
        let gate = Gate()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask { await permits.run("slow-\(number)", isProven: false) { await gate.wait() } }
            }
            for _ in 0..<20 { await Task.yield() }
            // Would wait for ever behind fifty that hold all places.
            #expect(await permits.run("good", isProven: true) { true })
            gate.open()
        }
        #expect(await permits.run("another", isProven: false) { true })
    }

    /// Counts those who are at work at once.
    private final class Workers: Sendable {
        private let state = Mutex((running: 0, most: 0))

        func work() async {
            state.withLock {
                $0.running += 1
                $0.most = max($0.most, $0.running)
            }
            await Task.yield()
            state.withLock { $0.running -= 1 }
        }

        var most: Int { state.withLock { $0.most } }
    }

    @Test("No key has more places than one may have")
    func perKey() async {
        let permits = Permits(FetchSchedule.Bounds(places: 8, perHost: 2, parked: 0))
        let workers = Workers()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask { await permits.run("host", isProven: true) { await workers.work() } }
            }
        }
        #expect((1...2).contains(workers.most))
    }
}
