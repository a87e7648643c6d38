import ConfigurationKeys
import FoundationEssentials
import Logging
import Testing

@testable import Node

@Suite("A node that is put together from modules") struct NodeCompositionTests {
    private let events = Locked<[String]>([])

    private func module(_ name: String) -> RecordedModule { RecordedModule(name: name, events: events) }

    private func run(_ factories: [ModuleFactory], isReady: @escaping @Sendable () -> Void = {}) async throws {
        let setting = NodeComposition.Setting(
            source: nil, loaded: LoadedConfiguration(NodeConfiguration()), version: "1",
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { APIFixture.start }, folder: nil,
            isReady: isReady)
        try await NodeComposition(setting: setting, factories: factories).run { [events] in
            events.withLock { $0.append("all are made") }
        }
    }

    private func factory(_ module: RecordedModule) -> ModuleFactory {
        ModuleFactory { _ in
            module.note("is made")
            return module
        }
    }

    @Test("Modules are made in their order, run when all are made, and closed in the other order") func order()
        async throws
    {
        var listener = module("a")
        listener.ending = .vital
        let ready = Locked(0)
        try await run([factory(listener), factory(module("b"))]) { ready.withLock { $0 += 1 } }
        let found = events.withLock { $0 }
        #expect(found.prefix(5) == ["a is made", "b is made", "a begins with 2", "b begins with 2", "all are made"])
        #expect(Set(found[5..<7]) == ["a runs", "b runs"])
        #expect(found.suffix(2) == ["b closes", "a closes"])
        #expect(ready.withLock { $0 } == 1)
    }

    @Test("Where one cannot be made, the node does not run, and those that were made are closed") func failedStart()
        async throws
    {
        let failing = ModuleFactory { _ in throw RecordedModule.Failure(name: "c") }
        await #expect(throws: RecordedModule.Failure(name: "c")) {
            try await run([factory(module("a")), factory(module("b")), failing])
        }
        #expect(events.withLock { $0 } == ["a is made", "b is made", "b closes", "a closes"])
    }

    @Test("Where one cannot begin, nothing runs") func failedBegin() async throws {
        var failing = module("b")
        failing.beginFails = true
        await #expect(throws: RecordedModule.Failure(name: "b")) {
            try await run([factory(module("a")), factory(failing)])
        }
        #expect(events.withLock { $0.contains { $0.hasSuffix("runs") } } == false)
        #expect(events.withLock { $0.suffix(2) } == ["b closes", "a closes"])
    }

    @Test("What a vital service throws ends the node") func vital() async throws {
        var failing = module("a")
        (failing.ending, failing.failure) = (.vital, RecordedModule.Failure(name: "a"))
        await #expect(throws: RecordedModule.Failure(name: "a")) { try await run([factory(failing)]) }
        #expect(events.withLock { $0.last } == "a closes")
    }

    @Test("What an enduring service throws is an alarm, and the node goes on") func enduring() async throws {
        var failing = module("a")
        (failing.ending, failing.failure) = (.enduring, RecordedModule.Failure(name: "a"))
        let alarms = Locked<Alarms?>(nil)
        let waiting = ModuleFactory { context in
            alarms.withLock { $0 = context.alarms }
            return WaitingModule(alarms: context.alarms)
        }
        try await run([factory(failing), waiting])
        #expect(alarms.withLock { $0?.current.map(\.subject) } == ["a"])
        #expect(alarms.withLock { $0?.current.map(\.kind) } == ["service"])
    }

    @Test("A node without databases has no desk, and serves from memory") func withoutFolder() async throws {
        let found = Locked<(hasDesk: Bool, hasStore: Bool)?>(nil)
        let looking = ModuleFactory { context in
            let hasStore = try context.databases.serving().store != nil
            let hasDesk = try context.databases.desk() != nil
            found.withLock { $0 = (hasDesk, hasStore) }
            return module("a")
        }
        try await run([looking])
        let result = try #require(found.withLock { $0 })
        #expect(!result.hasDesk && !result.hasStore)
    }

    @Test("Listeners that come later are waited for") func countdown() {
        let ready = Locked(0)
        let countdown = ListenerCountdown(1) { ready.withLock { $0 += 1 } }
        countdown.expect(2)
        countdown.listens()
        countdown.listens()
        #expect(ready.withLock { $0 } == 0)
        countdown.listens()
        #expect(ready.withLock { $0 } == 1)
    }
}
