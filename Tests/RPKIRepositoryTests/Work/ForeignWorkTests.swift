import Synchronization
import Testing

@testable import RPKIRepository

@Suite("Threads for foreign work")
struct ForeignWorkTests {
    @Test("Gives what was made, and throws what was thrown")
    func results() async throws {
        let work = ForeignWork(width: 2)
        #expect(try await work.run(within: 10) { _ in 7 } == 7)
        await #expect(throws: RRDPError(.syntax, .rfc8182("1"), "x")) {
            try await work.run(within: 10) { _ in throw RRDPError(.syntax, .rfc8182("1"), "x") }
        }
    }

    private final class Counts: Sendable {
        let running = Atomic(0)
        let most = Atomic(0)
    }

    @Test("Never does more at once than it is wide, and does all")
    func width() async throws {
        let work = ForeignWork(width: 3)
        let counts = Counts()
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<200 {
                group.addTask {
                    try await work.run(within: 60) { _ in
                        let now = counts.running.add(1, ordering: .relaxed).newValue
                        counts.most.max(now, ordering: .relaxed)
                        var value = 0
                        for step in 0..<20_000 { value = (value &* 31 &+ step) & 0xffff }
                        counts.running.subtract(1, ordering: .relaxed)
                        return value == -1 ? 0 : index
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 199 * 100)
        #expect(counts.most.load(ordering: .relaxed) <= 3)
    }

    @Test("Ends when it takes too long")
    func late() async throws {
        let work = ForeignWork(width: 1)
        await #expect(throws: ForeignWorkError.late(seconds: 1)) {
            try await work.run(within: 1) { turn in while true { try turn.check() } }
        }
        #expect(ForeignWorkError.late(seconds: 1).reachedLimit == .readingSeconds)
    }

    @Test("Ends when it is cancelled, also while it waits for a thread")
    func cancelled() async throws {
        let work = ForeignWork(width: 1)
        let first = Task { try await work.run(within: 60) { turn in while true { try turn.check() } } }
        let second = Task { try await work.run(within: 60) { _ in 1 } }
        second.cancel()
        first.cancel()
        await #expect(throws: ForeignWorkError.cancelled) { try await first.value }
        _ = await second.result
        #expect(try await work.run(within: 10) { _ in 2 } == 2)
    }
}
