import Console
import DeskStore
import Foundation
import NumberResources
import Registries
import Synchronization
import TestSupport
import Testing

@testable import Node

@Suite("The service that computes readiness") struct ReadinessServiceTests {
    private let folder: TemporaryFolder
    private let desk: DeskDatabase
    private let node = APIFixture.state()
    private let seen = SeenRoutes()
    private let state = ReadinessState()
    private let now = Locked(APIFixture.start)

    init() throws {
        folder = try TemporaryFolder()
        desk = try DeskDatabase.open(folder: folder.path)
        try ReadinessFixture.delegated.write(toFile: folder("delegated"), atomically: true, encoding: .utf8)
    }

    private func service(_ change: (inout ReadinessSection) -> Void = { _ in }) -> ReadinessService {
        var section = ReadinessSection()
        section.delegated = [folder("delegated")]
        change(&section)
        return ReadinessService(
            section: section, seen: seen, payloads: node.payloads, state: state, store: desk.readiness,
            bogons: ReadinessWorld().bogons, alarms: node.alarms, logger: ReadinessFixture.logger,
            clock: { [now] in now.withLock { $0 } }, machineClock: { [now] in now.withLock { $0 } })
    }

    private func serve() {
        node.payloads.serve(
            ServedPayloads(payloads: APIFixture.set(ReadinessFixture.vrps), serial: 1, date: APIFixture.start))
    }

    private func move(_ seconds: Double) { now.withLock { $0 += seconds } }

    @Test("It waits for payloads, and for a table that grows no more; then each day has one result")
    func days() async throws {
        let service = service()
        var schedule = ReadinessSchedule(hour: 3)
        ReadinessFixture.receive(into: seen)
        #expect(await service.turn(&schedule))
        move(3)
        #expect(await service.turn(&schedule))
        #expect(state.current == nil)
        serve()
        #expect(await service.turn(&schedule))
        let first = try #require(state.current)
        #expect(try desk.readiness.latest() == first.stored)
        #expect(first.stored.run.routes == 7)
        #expect(first.stored.run.delegated == "20260314")
        #expect(first.stored.economies.map(\.code) == ["MU", "TO"])
        #expect(first.stored.networks.map(\.asn) == [30_844, 33_764, 38_201])
        // Four routes: one valid, one invalid, which weighs as ten.
        #expect(first.network(30_844)?.figures.valid == 1)
        #expect(first.network(30_844)?.figures.rpki == 0)
        #expect(first.network(33_764)?.figures.overall == 1)
        move(86_400)
        #expect(await service.turn(&schedule))
        #expect(try desk.readiness.trend(of: "MU").map(\.day) == [first.stored.run.day, first.stored.run.day + 1])
        await ReadinessService(
            section: service.section, seen: SeenRoutes(), payloads: node.payloads, state: state, store: desk.readiness,
            bogons: service.bogons, alarms: node.alarms, logger: service.logger, clock: service.clock,
            machineClock: service.clock
        ).load()
        #expect(state.current?.stored.run.day == first.stored.run.day + 1)
        #expect(state.current?.routes == nil)
        try desk.close()
    }

    @Test("Economies that are not asked for are left out, and old days go") func scope() async throws {
        let service = service { section in
            section.economies = [Economy("TO")].compactMap(\.self)
            section.keep = .seconds(86_400)
        }
        serve()
        ReadinessFixture.receive(into: seen)
        var schedule = ReadinessSchedule(hour: 3)
        for _ in 0..<3 {
            _ = await service.turn(&schedule)
            move(3)
            #expect(await service.turn(&schedule))
            move(86_400 * 2)
        }
        #expect(state.current?.stored.networks.map(\.asn) == [38_201])
        #expect(try desk.readiness.trend(of: "TO").count == 1)
        #expect(try desk.readiness.trend(of: "MU").isEmpty)
        // Look-ups are of all routes.
        #expect(state.current?.routes?.routes.count == 7)
        try desk.close()
    }

    @Test("A file that cannot be read is an alarm with its name, and what there was stays") func failure() async throws
    {
        let service = service { $0.irr = [folder("absent")] }
        serve()
        ReadinessFixture.receive(into: seen)
        state.update(try ReadinessFixture.stored(seen))
        var schedule = ReadinessSchedule(hour: 3)
        _ = await service.turn(&schedule)
        move(3)
        #expect(await service.turn(&schedule) == false)
        #expect(state.failure?.contains(folder("absent")) == true)
        #expect(state.current != nil)
        #expect(node.snapshot(at: APIFixture.start).alarms.map(\.kind) == ["readiness"])
        try "route: 193.0.0.0/24\norigin: AS30844\nsource: TEST\n".write(
            toFile: folder("absent"), atomically: true, encoding: .utf8)
        move(700)
        var next = ReadinessSchedule(hour: 3)
        _ = await service.turn(&next)
        move(3)
        #expect(await service.turn(&next))
        #expect(state.failure == nil)
        #expect(node.snapshot(at: APIFixture.start).alarms.isEmpty)
        #expect(state.current?.stored.run.hasRegistry == true)
        #expect(state.current?.network(30_844)?.figures.registered == 1)
        try desk.close()
    }

    @Test("It is due when a table is whole, at its hour, and when the table has become another one")
    func schedule() {
        var schedule = ReadinessSchedule(hour: 3)
        let day = UTCDay(number: 20_000)
        func note(_ count: Int, _ time: Date) -> Bool {
            schedule.note(count, at: time)
            return schedule.isDue(at: time)
        }
        let noon = day.hour(12)
        #expect(!note(0, noon))
        #expect(!note(0, noon + 5))
        #expect(!note(100, noon + 6))
        #expect(!note(200, noon + 7))
        #expect(!note(200, noon + 8))
        #expect(note(201, noon + 9.5))
        schedule.compute(at: noon + 9.5)
        #expect(!note(201, noon + 12))
        #expect(!note(400, noon + 500))
        #expect(!note(400, noon + 503))
        #expect(note(400, noon + 700))
        schedule.compute(at: noon + 700)
        #expect(!note(404, day.hour(26)))
        #expect(note(404, day.hour(27)))
        schedule.compute(at: day.hour(27))
        // A clock that was set back.
        #expect(!note(404, day.hour(20)))
        #expect(note(404, day.hour(20) + 3))
    }

    @Test("Days and months in UTC") func calendar() throws {
        #expect(UTCDay(Date(timeIntervalSince1970: 1_773_644_400)).text == "2026-03-16")
        #expect(UTCDay(Date(timeIntervalSince1970: -1)).text == "1969-12-31")
        let month = try #require(UTCMonth("2028-02"))
        #expect(month.days.count == 29)
        #expect(UTCDay(number: month.days.lowerBound).text == "2028-02-01")
        #expect(month.name(in: .portuguese) == "fevereiro de 2028")
        for text in ["2028-13", "2028-00", "28-02", "2028-2", "+028-02", "2028-02-01", "", "1969-01"] {
            #expect(UTCMonth(text) == nil)
        }
    }
}
