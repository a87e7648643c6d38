import ConfigurationKeys
import Foundation
import Logging
import Synchronization
import Testing

@testable import Node

@Suite("Alarms") struct AlarmTests {
    private static let now = Date(timeIntervalSince1970: 1_000)

    /// Keeps the lines of a log.
    final class Lines: Sendable {
        private let lines = Mutex<[String]>([])

        var all: [String] { lines.withLock { $0 } }

        func logger(_ format: LogSection.Format = .text) -> Logger {
            var configuration = LogSection()
            configuration.format = format
            return Logger(label: "test") { [self] _ in
                NodeLog(configuration, clock: { AlarmTests.now }) { line in self.lines.withLock { $0.append(line) } }
            }
        }
    }

    private func state(_ lines: Lines) -> NodeState {
        NodeState(version: "1", session: 1, started: Self.now, logger: lines.logger())
    }

    @Test("Each that is raised or cleared is one line of the log; one that is renewed is none")
    func lines() {
        let lines = Lines()
        let state = state(lines)
        for holds in [false, false, true] {
            state.raise(
                Alarm(kind: "removal", subject: "ripe", message: "9 of 10 VRPs", since: Self.now, isHolding: holds))
        }
        state.clear(alarm: "removal", subject: "ripe")
        state.clear(alarm: "removal", subject: "ripe")
        #expect(
            lines.all == [
                "1970-01-01T00:16:40Z warning alarm raised held=false kind=removal reason=\"9 of 10 VRPs\" subject=ripe",
                "1970-01-01T00:16:40Z error alarm raised held=true kind=removal reason=\"9 of 10 VRPs\" subject=ripe",
                "1970-01-01T00:16:40Z notice alarm cleared held=true kind=removal reason=\"9 of 10 VRPs\" subject=ripe",
            ])
    }

    @Test("One with an end lasts until then, or until an operator has seen it; others until their cause is gone")
    func ends() {
        let state = state(Lines())
        state.raise(Alarm(kind: "a", subject: "x", message: "m", since: Self.now, ends: Self.now + 10))
        state.raise(Alarm(kind: "b", subject: "x", message: "m", since: Self.now))
        state.alarms.end(at: Self.now + 9)
        #expect(state.snapshot(at: Self.now).alarms.map(\.kind) == ["a", "b"])
        state.alarms.end(at: Self.now + 10)
        #expect(state.snapshot(at: Self.now).alarms.map(\.kind) == ["b"])
        state.raise(Alarm(kind: "a", subject: "x", message: "m", since: Self.now, ends: Self.now + 10))
        state.alarms.acknowledge()
        #expect(state.snapshot(at: Self.now).alarms.map(\.kind) == ["b"])
    }

    @Test("More than there may be push the oldest out, which is counted and logged")
    func tooMany() {
        let lines = Lines()
        var limits = StateLimits()
        limits.alarms = 2
        let state = NodeState(
            version: "1", session: 1, started: Self.now, limits: limits, logger: lines.logger())
        for kind in ["a", "b", "c"] { state.raise(Alarm(kind: kind, subject: "x", message: "m", since: Self.now)) }
        #expect(state.snapshot(at: Self.now).alarms.map(\.kind) == ["b", "c"])
        #expect(state.snapshot(at: Self.now).limits.rows.map(\.name) == ["alarms"])
        #expect(lines.all.contains { $0.contains("too many alarms") && $0.contains("kind=a") })
    }

    @Test("It is ready when the last listener listens, and once")
    func countdown() {
        let count = Atomic(0)
        let countdown = ListenerCountdown(2) { count.add(1, ordering: .relaxed) }
        countdown.listens()
        #expect(count.load(ordering: .relaxed) == 0)
        countdown.listens()
        countdown.listens()
        #expect(count.load(ordering: .relaxed) == 1)
        _ = ListenerCountdown(0) { count.add(1, ordering: .relaxed) }
        #expect(count.load(ordering: .relaxed) == 2)
    }
}

@Suite("An emptied configuration") struct EmptyConfigurationTests {
    @Test(
        "A file without any key is refused",
        arguments: ["", "\n", "# a comment\n# another\n", "---\n", "rpki:\nrtr:\n", "rpki: {}\n", "~\n", "\u{feff}"])
    func empty(text: String) throws {
        let path = try file(text)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let source = ConfigurationSource<NodeConfiguration>(path: path)
        #expect(source.problems().filter { !$0.isWarning }.map(\.code) == [.empty])
        #expect(throws: ConfigurationRefusal.self) { try source.load() }
        #expect(throws: ConfigurationRefusal.self) { try source.reading() }
    }

    private func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "atalaya-\(UUID().uuidString).yaml").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test("No file at all, and a file with one key, are not")
    func notEmpty() throws {
        #expect(throws: Never.self) { try ConfigurationSource<NodeConfiguration>(path: nil).reading() }
        let path = try file("state: /x\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try ConfigurationSource<NodeConfiguration>(path: path).reading().state == "/x")
    }
}
