import Delivery
import DeskStore
import Foundation
import NumberResources
import RouteSecurity
import Testing

@testable import Node

/// What is kept and passed on of a change: what happened, as it stands.
@Suite("What the watch says of a change") struct WatchChangeTests {
    @Test("Summary, severity, text and event are those of the change, and name the same alert") func forms()
        async throws
    {
        let network = try WatchedNetwork()
        await network.announce("193.0.0.0/16", [1299, 666])
        await network.wait(698)
        await network.withdraw("193.0.0.0/16")
        let messages = try network.store.alerts.outbox.waiting(for: "all", limit: 9).map(\.message)
        try #require(messages.count == 2)
        #expect(messages[0].content.summary == "AS666 originates our prefix 193.0.0.0/16, 1 of 1 peers")
        let gone = "gone: hijack of 193.0.0.0/16 by AS666, no peer has it, 1 had, after 11 min 38 s"
        #expect(messages[1].content.summary == gone)
        #expect(messages[1].key == messages[0].key)
        #expect(messages.map(\.content.severity) == [3, 0])
        #expect(messages[1].content.text.hasPrefix(gone + "\n"))
        #expect(messages[1].content.text.contains("Severity:    information (was high)"))
        #expect(!messages[1].content.text.contains("What to do"))
        #expect(messages[0].content.text.contains("What to do"))
        #expect(messages[1].content.record.contains("\"summary\":\"\(gone)\""))
        #expect(messages[1].content.record.contains("\"severity\":\"information\""))
        #expect(messages[1].content.record.contains("\"alert\":\"\(messages[0].key)\""))
        let alert = try #require(try network.alert(.exactPrefixOrigin))
        #expect(alert.summary == gone && alert.severity == 3)
    }

    @Test("Who asks for an alert between two changes sees how it stands; recipients get nothing of it")
    func figures() async throws {
        let network = try WatchedNetwork()
        for peer in UInt32(1)...10 { await network.announce("193.0.0.0/16", [1299, 666], by: peer) }
        await network.wait(60)
        for peer in UInt32(1)...4 { await network.withdraw("193.0.0.0/16", by: peer) }
        let before = try #require(try network.alert(.exactPrefixOrigin))
        #expect(before.summary.hasSuffix("10 of 10 peers, 1 before"))
        let queued = try network.queued("all").count
        await network.engine.resetFigures()
        await network.engine.tick()
        let after = try #require(try network.alert(.exactPrefixOrigin))
        #expect(after.summary.hasSuffix("6 of 10 peers"))
        #expect(after.text.contains("IPv4: 6 of 10 peers have it") && after.text.contains(", gone"))
        #expect(after.revision == before.revision)
        #expect(try network.queued("all").count == queued)
    }

    @Test("By default, incidents of one offender are one alert, and one peer of several is not enough")
    func defaults() async throws {
        let network = try WatchedNetwork {
            $0.thresholds.minPeers = nil
            $0.thresholds.campaignWindow = RoutesSection.Thresholds().campaignWindow
        }
        for peer in UInt32(1)...3 { await network.announce("193.0.0.0/16", [1299, 3333], by: peer) }
        await network.announce("193.0.0.0/16", [1299, 666])
        #expect(try network.alert(.exactPrefixOrigin)?.severity == 1)
        await network.announce("193.0.0.0/16", [1299, 666], by: 2)
        #expect(try network.alert(.exactPrefixOrigin)?.severity == 3)
        await network.announce("2001:67c::/32", [1299, 666])
        await network.announce("193.0.128.0/24", [1299, 666])
        await network.wait(60)
        #expect(try network.store.alerts.alerts().count == 1)
        #expect(try network.alert(.exactPrefixOrigin)?.text.contains("Incidents: 3, of which 3 go on:") == true)
        #expect(try network.alert(.exactPrefixOrigin)?.text.contains("Confidence: ") == true)
    }
}

extension WatchEngine {
    /// Has figures written with the next turn.
    fileprivate func resetFigures() { figuresWritten = nil }
}
