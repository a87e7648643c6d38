import ConfigurationKeys
import Foundation
import Logging
import RPKIToRouter
import ServingStore
import Testing
import ValidatedPayloads

@testable import Node

/// What a refresh does with a CA that has ten times as many VRPs as before.
@Suite("CAs that grow: alarms, and what is held") struct GrowthAlarmTests {
    private static let now = GrowthGuardTests.now
    private let folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-growth-\(UUID().uuidString)")
        .path
    private let state = APIFixture.state()

    private func engine(holds: Bool) throws -> RefreshEngine {
        let loaded = try ConfigurationSource<NodeConfiguration>(
            path: nil,
            options: [
                "rpki.alarm.growth=10", "rpki.alarm.growth-floor=15", "rpki.alarm.hold=\(holds)", "rpki.tals=ripe",
            ]
        ).load()
        return try RefreshEngine(
            loaded, state: state.rpki, payloadsState: state.payloads, alarms: state.alarms, cache: RTRCache(),
            store: nil,
            history: try PayloadStore.open(folder: folder).store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { Self.now })
    }

    private var alarms: [Alarm] { state.snapshot(at: Self.now).alarms }

    @Test("What a CA added is held, others' stay, and a release lets it through and makes it the measure")
    func held() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (small, large) = (try await GrowthGuardTests.run(1), try await GrowthGuardTests.run(20))
        let engine = try engine(holds: true)
        await engine.serve(await engine.boundGrowth(small, at: Self.now), isStored: false, statistics: nil)
        await engine.keepCounts(at: Self.now)
        for day in 1...3 {
            let payloads = await engine.boundGrowth(large, at: Self.now + Double(day) * 86_400)
            // What the CA had before is not held, however long the rest is.
            #expect(payloads.vrps.count == 4)
            await engine.keepCounts(at: Self.now + Double(day) * 86_400)
            #expect(alarms.map(\.kind) == ["growth"])
            #expect(alarms.map(\.isHolding) == [true])
        }
        await engine.release()
        let payloads = await engine.boundGrowth(large, at: Self.now + 4 * 86_400)
        #expect(payloads.vrps.count == 23)
        #expect(await engine.mayServe(payloads, at: Self.now + 4 * 86_400))
        await engine.keepCounts(at: Self.now + 4 * 86_400)
        #expect(await engine.boundGrowth(large, at: Self.now + 5 * 86_400).vrps.count == 23)
        #expect(alarms.isEmpty)
    }

    @Test("Where nothing is held the alarm lasts a day, to the second, and then the CA is measured anew")
    func alarm() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (small, large) = (try await GrowthGuardTests.run(1), try await GrowthGuardTests.run(20))
        let engine = try engine(holds: false)
        _ = await engine.boundGrowth(small, at: Self.now)
        await engine.keepCounts(at: Self.now)
        for (seconds, count) in [(10.0, 1), (86_410, 1), (86_411, 0), (86_412, 0)] {
            let payloads = await engine.boundGrowth(large, at: Self.now + seconds)
            #expect(payloads.vrps.count == 23)
            #expect(alarms.count == count, "after \(seconds) seconds")
            #expect(alarms.allSatisfy { !$0.isHolding })
            await engine.keepCounts(at: Self.now + seconds)
        }
    }
}
