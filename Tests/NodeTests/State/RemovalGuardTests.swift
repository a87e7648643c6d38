import ConfigurationKeys
import Foundation
import Logging
import RPKIToRouter
import ServingStore
import Testing
import ValidatedPayloads

@testable import Node

@Suite("Refreshes that remove many VRPs") struct RemovalGuardTests {
    /// VRPs of one trust anchor, distinguished by numbers.
    private static func set(_ numbers: [Int], _ trustAnchor: String? = "ripe") -> PayloadSet {
        var builder = PayloadSetBuilder()
        add(numbers, trustAnchor, to: &builder)
        return builder.build()
    }

    private static func add(_ numbers: [Int], _ trustAnchor: String?, to builder: inout PayloadSetBuilder) {
        let source = trustAnchor.map { PayloadSource.object(.init(trustAnchor: $0)) } ?? .exception(path: "x")
        for number in numbers {
            builder.add(APIFixture.vrp("10.\(number / 256).\(number % 256).0/24 AS64496"), source: source)
        }
    }

    private static func gone(_ count: Int, of all: Int, share: Int) -> [RemovalGuard.Finding] {
        RemovalGuard(share: share).findings(from: set(Array(0..<all)), to: set(Array(count..<all)))
    }

    @Test(
        "More than the share is a finding, exactly the share is none",
        arguments: [
            (0, 10, 30, false), (3, 10, 30, false), (4, 10, 30, true), (1, 3, 33, true), (1, 3, 34, false),
            (10, 10, 100, false), (10, 10, 99, true), (1, 1000, 0, true), (20, 100, 20, false), (21, 100, 20, true),
        ])
    func share(count: Int, all: Int, share: Int, isFound: Bool) {
        let findings = Self.gone(count, of: all, share: share)
        #expect(findings.map(\.removed) == (isFound ? [count] : []))
        #expect(findings.map(\.before) == (isFound ? [all] : []))
        #expect(findings.allSatisfy { $0.trustAnchor == "ripe" })
    }

    @Test("It says how much goes, and names five of it at the most") func finding() throws {
        let finding = try #require(Self.gone(8, of: 10, share: 50).first)
        #expect(finding.percent == 80)
        #expect(finding.examples == (0..<5).map { "AS64496 10.0.\($0).0/24" })
        #expect(try #require(Self.gone(2, of: 2, share: 50).first).examples.count == 2)
    }

    @Test("Each trust anchor is measured by its own; what is added makes up for nothing") func anchors() {
        func set(_ first: [Int], _ second: [Int]) -> PayloadSet {
            var builder = PayloadSetBuilder()
            Self.add(first, "arin", to: &builder)
            Self.add(second.map { $0 + 1_000 }, "ripe", to: &builder)
            return builder.build()
        }
        let before = set(Array(0..<100), Array(0..<4))
        #expect(
            RemovalGuard(share: 20).findings(from: before, to: set(Array(0..<200), [0, 1])).map(\.trustAnchor)
                == ["ripe"])
        #expect(RemovalGuard(share: 20).findings(from: before, to: set(Array(20..<100), Array(0..<4))).isEmpty)
        #expect(
            RemovalGuard(share: 20).findings(from: before, to: set(Array(50..<500), [0, 9, 10, 11])).map(\.trustAnchor)
                == ["arin", "ripe"])
    }

    @Test("Payloads of which none names a trust anchor count as those of one where that is asked for") func unnamed() {
        let (before, after) = (Self.set(Array(0..<10), nil), Self.set(Array(4..<10), nil))
        #expect(RemovalGuard(share: 30).findings(from: before, to: after).isEmpty)
        let findings = RemovalGuard(share: 30, countsUnnamed: true).findings(from: before, to: after)
        #expect(findings.map(\.removed) == [4])
        #expect(findings.map(\.trustAnchor) == [""])
        #expect(RemovalGuard(share: 40, countsUnnamed: true).findings(from: before, to: after).isEmpty)
    }

    @Test("A loss is over when no more than the share is missing") func loss() {
        let loss = RefreshEngine.Loss(before: 10, share: 30)
        #expect(!loss.isOver(with: 6))
        #expect(loss.isOver(with: 7))
    }
}

@Suite("Removals that are held, and let through once") struct HeldRemovalTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-held-\(UUID().uuidString)")
        .path
    private let state = APIFixture.state()
    private let cache = RTRCache()

    private func engine(holds: Bool) throws -> RefreshEngine {
        let loaded = try ConfigurationSource<NodeConfiguration>(
            path: nil, options: ["rpki.alarm.removed-share=30%", "rpki.alarm.hold=\(holds)", "rpki.tals=ripe"]
        ).load()
        return try RefreshEngine(
            loaded, state: state.rpki, payloadsState: state.payloads, alarms: state.alarms, cache: cache, store: nil,
            history: try PayloadStore.open(folder: folder).store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { APIFixture.start })
    }

    private static func set(_ count: Int) -> PayloadSet {
        APIFixture.set((0..<count).map { "10.0.\($0).0/24 AS64496" }, trustAnchor: "ripe")
    }

    private var alarms: [Alarm] { state.snapshot(at: APIFixture.start).alarms }

    /// What a refresh does with payloads: serves them where it may.
    private func refresh(_ engine: RefreshEngine, _ count: Int, at seconds: Double = 0) async -> Bool {
        let mayServe = await engine.mayServe(Self.set(count), at: APIFixture.at(seconds))
        if mayServe { await engine.serve(Self.set(count), isStored: false, statistics: nil) }
        return mayServe
    }

    @Test("A release lets one removal through; a second one is held again") func once() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let engine = try engine(holds: true)
        #expect(await refresh(engine, 100))
        #expect(await !refresh(engine, 50))
        #expect(await !refresh(engine, 50))
        #expect(alarms.map(\.kind) == ["removal"])
        #expect(alarms.map(\.isHolding) == [true])
        #expect(cache.payloads?.vrps.count == 100)
        await engine.release()
        #expect(await refresh(engine, 50))
        #expect(alarms.isEmpty)
        #expect(cache.payloads?.vrps.count == 50)
        #expect(await !refresh(engine, 20))
        #expect(alarms.map(\.isHolding) == [true])
    }

    @Test("A release that the next refresh does not need is used up all the same") func unneeded() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let engine = try engine(holds: true)
        #expect(await refresh(engine, 100))
        await engine.release()
        #expect(await refresh(engine, 100))
        #expect(await !refresh(engine, 50))
    }

    @Test("Exactly the share goes without an alarm; what is back ends the alarm of what was held") func share()
        async throws
    {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let engine = try engine(holds: true)
        #expect(await refresh(engine, 100))
        #expect(await refresh(engine, 70))
        #expect(alarms.isEmpty)
        #expect(await !refresh(engine, 48))
        #expect(alarms.count == 1)
        #expect(await refresh(engine, 49))
        #expect(alarms.isEmpty)
    }

    @Test(
        "Where nothing is held the alarm lasts until most is back, or an operator has seen it",
        arguments: [true, false])
    func alarm(isSeen: Bool) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let engine = try engine(holds: false)
        #expect(await refresh(engine, 100))
        #expect(await refresh(engine, 50))
        #expect(alarms.map(\.isHolding) == [false])
        #expect(alarms.first?.ends == APIFixture.at(86_400))
        #expect(await refresh(engine, 69))
        #expect(alarms.count == 1)
        if isSeen {
            await engine.release()
            #expect(alarms.isEmpty)
            #expect(await refresh(engine, 69))
        } else {
            #expect(await refresh(engine, 70))
        }
        #expect(alarms.isEmpty)
    }
}
