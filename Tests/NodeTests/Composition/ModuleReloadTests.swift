import ConfigurationKeys
import Logging
import TestSupport
import Testing

@testable import Node

@Suite("Modules that take a configuration over") struct ModuleReloadTests {
    private let events = Locked<[String]>([])
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Array("rpki: {tals: [ripe], refresh: 5m}\nwatch: {keep: 1d}\n".utf8), to: "a.yaml")
    }

    private func module(_ name: String, sections: Set<String> = []) -> RecordedModule {
        RecordedModule(name: name, events: events, sections: sections)
    }

    private func reload(_ modules: [any NodeModule]) async -> ReloadOutcome {
        await ConfigurationReloader(
            ConfigurationSource(path: folder("a.yaml")), started: NodeConfiguration(), services: modules
        ).reload()
    }

    @Test("What they report as taken over is effective; the rest waits for the next start") func report() async {
        let outcome = await reload([module("a", sections: ["watch"]), module("b")])
        guard case .done(let report) = outcome else {
            Issue.record("it was refused")
            return
        }
        #expect(report.effective.map(\.key) == ["watch.keep"])
        #expect(report.waiting.map(\.key) == ["rpki.tals", "rpki.refresh"])
    }

    @Test("Where one refuses, no other takes anything") func refusal() async {
        var refusing = module("b")
        refusing.refuses = true
        guard case .refused(let reasons) = await reload([module("a"), refusing, module("c")]) else {
            Issue.record("it was taken")
            return
        }
        #expect(reasons.count == 1)
        #expect(events.withLock { $0 } == ["a agrees", "b refuses"])
    }

    @Test("An operator's service passes requests on to every module") func requests() async throws {
        let wakeSignal = WakeSignal()
        let service = OperatorService(
            modules: [module("a"), module("b")], reloader: nil, alarms: Alarms(), wakeSignal: wakeSignal,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { APIFixture.start })
        let running = Task { try await service.run() }
        for (reason, count) in [(WakeSignal.Reason.reload, 2), (.refresh, 4), (.release, 6)] {
            wakeSignal.send(reason)
            try await eventually { events.withLock { $0.count } >= count }
        }
        running.cancel()
        try await running.value
        #expect(
            events.withLock { $0 } == ["a reload", "b reload", "a refresh", "b refresh", "a release", "b release"])
    }

    @Test("One at a time has its turn, in the order in which they came") func turns() async throws {
        let turns = Turns()
        let done = Locked<[Int]>([])
        await turns.begin()
        var waiting: [Task<Void, Never>] = []
        for number in 1...3 {
            waiting.append(
                Task {
                    await turns.begin()
                    done.withLock { $0.append(number) }
                    turns.end()
                })
            try await eventually { turns.waiting == number }
        }
        #expect(done.withLock { $0.isEmpty })
        turns.end()
        for task in waiting { await task.value }
        #expect(done.withLock { $0 } == [1, 2, 3])
    }
}
