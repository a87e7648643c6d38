import BGPMessages
import NumberResources
import RouteSecurity
import SecurityEvents
import Testing

/// Incidents of one offender that begin together are one alert.
@Suite("Detection: campaigns") struct CampaignTests {
    private static func configuration(_ peering: PeeringPolicy? = nil) -> DetectionConfiguration {
        var configuration = DetectionConfiguration(
            asns: [3333], prefixes: (0..<34).map { .init(IPPrefix("193.\($0).0.0/16") ?? Scenario.prefix("")) },
            upstreams: [1299, 174])
        configuration.peering = peering
        configuration.thresholds.campaignWindow = 600
        return configuration
    }

    @Test("many prefixes by one AS are one alert, which lists them, and ends with the last") func oneOffender() {
        var detection = Scenario(Self.configuration())
        let first = detection.announce("193.0.0.0/16", [1299, 666])
        #expect(first.texts == ["high AS666 originates our prefix 193.0.0.0/16, 1 of 1 peers"])
        for number in 1..<34 { #expect(detection.announce("193.\(number).0.0/16", [1299, 666]).isEmpty) }
        let updated = detection.wait(60)
        #expect(
            updated.texts == [
                "high AS666 originates 34 prefixes within 34 of our prefixes (193.0.0.0/16, 193.1.0.0/16, 193.2.0.0/16, …), "
                    + "1 of 1 peers"
            ])
        let campaign = updated.first?.alert.campaign
        #expect(campaign?.count == 34 && campaign?.active == 34 && campaign?.members.count == 34)
        #expect(
            campaign?.members.first?.description
                == "193.0.0.0/16 exact-prefix-origin by AS666, 1 of 1 peers, rpki not-found")
        #expect(detection.detector.alerts.count == 1)
        // The first to go is the one that was first.
        for number in 0..<33 { #expect(detection.withdraw("193.\(number).0.0/16").isEmpty) }
        let gone = detection.withdraw("193.33.0.0/16")
        #expect(gone.words == ["dormant exact-prefix-origin"])
        #expect(gone.first?.summary.hasPrefix("gone: hijack of 34 of our prefixes by AS666") == true)
        #expect(detection.wait(600).words == ["ended exact-prefix-origin"])
        // It is the same alert when one of them comes back.
        let back = detection.announce("193.20.0.0/16", [1299, 666])
        #expect(back.words == ["reopened exact-prefix-origin"])
        #expect(back.first?.alert.id == first.first?.alert.id)
    }

    @Test("what is worse than the first is reported without waiting") func worse() {
        var detection = Scenario(Self.configuration())
        #expect(detection.announce("193.0.0.0/16", [1299, 666]).map(\.severity) == [.high])
        let worse = detection.announce("193.1.128.0/17", [1299, 666])
        #expect(worse.words == ["updated exact-prefix-origin"])
        #expect(worse.map(\.severity) == [.critical])
    }

    @Test("another offender, another kind or a later time is another alert") func apart() {
        var detection = Scenario(Self.configuration())
        #expect(detection.announce("193.0.0.0/16", [1299, 666]).count == 1)
        #expect(detection.announce("193.1.0.0/16", [1299, 667]).words == ["raised exact-prefix-origin"])
        #expect(detection.announce("193.2.0.0/16", [174, 1299, 3333], by: 2).isEmpty)
        _ = detection.wait(601)
        #expect(detection.announce("193.3.0.0/16", [1299, 666], by: 3).words == ["raised exact-prefix-origin"])
    }

    @Test("prefixes that lose their visibility together are one alert") func visibility() {
        var detection = Scenario(Self.configuration())
        for number in 0..<34 {
            for peer in 1...4 { _ = detection.announce("193.\(number).0.0/16", [1299, 3333], by: peer) }
        }
        for number in 0..<34 { for peer in 1...4 { _ = detection.withdraw("193.\(number).0.0/16", by: peer) } }
        var changes = detection.wait(1)
        changes += detection.wait(60)
        #expect(changes.words == ["raised visibility-lost", "updated visibility-lost"])
        #expect(changes.last?.summary.hasPrefix("34 of our prefixes (193.") == true)
        #expect(changes.last?.summary.hasSuffix(" have lost their visibility: down to 0 of 4 peers") == true)
        changes = []
        for number in 0..<34 {
            for peer in 1...4 { changes += detection.announce("193.\(number).0.0/16", [1299, 3333], by: peer) }
        }
        #expect(changes.words == ["dormant visibility-lost"])
        #expect(changes.first?.summary == "visible again: 34 prefixes, 4 of 4 peers, after 1 min")
    }

    @Test("after a restart it is still one alert") func restart() {
        var before = Scenario(Self.configuration())
        for number in 0..<5 { _ = before.announce("193.\(number).0.0/16", [1299, 666]) }
        _ = before.wait(60)
        var after = Scenario(Self.configuration(), continuing: before.detector.snapshot, at: before.now)
        for number in 0..<5 { #expect(after.announce("193.\(number).0.0/16", [1299, 666]).isEmpty) }
        #expect(after.detector.alerts.count == 1)
        for number in 0..<4 { #expect(after.withdraw("193.\(number).0.0/16").isEmpty) }
        #expect(after.withdraw("193.4.0.0/16").words == ["dormant exact-prefix-origin"])
    }

    @Test("when others' ROAs make the first one right, the alert goes on about the rest") func partlyRefuted() {
        var detection = Scenario(Self.configuration(), payloads: Scenario.payloads([("194.0.0.0/16", 16, 1)]))
        for number in 0..<3 { _ = detection.announce("193.\(number).0.0/16", [1299, 666]) }
        let payloads = Scenario.payloads([("194.0.0.0/16", 16, 1), ("193.0.0.0/16", 16, 666)])
        let changes = detection.detector.update(payloads: payloads)
        #expect(!changes.words.contains("withdrawn exact-prefix-origin"))
        #expect(detection.detector.alerts.first { $0.key.alertClass == .exactPrefixOrigin }?.state == .active)
    }

    @Test(
        "a real one: 34 prefixes, exact and more specific, by one AS, and 170 neighbours of a network that peers openly"
    )
    func scripted() {
        var detection = Scenario(Self.configuration(.open))
        var changes: [AlertChange] = []
        for peer in 1...10 {
            for number in 0..<34 { changes += detection.announce("193.\(number).0.0/16", [1299, 3333], by: peer) }
        }
        for neighbour in 0..<170 {
            for number in 0..<34 {
                changes += detection.announce(
                    "193.\(number).0.0/16", [ASN(60_000 + UInt32(neighbour)), 3333], by: 20 + neighbour)
            }
        }
        changes += detection.wait(900)
        for number in 0..<34 {
            for peer in 1...10 {
                changes += detection.announce("193.\(number).0.0/16", [1299, 666], by: peer)
                changes += detection.announce("193.\(number).128.0/17", [1299, 666], by: peer)
            }
            changes += detection.wait(1)
        }
        changes += detection.wait(600)
        for number in 0..<34 {
            for peer in 1...10 {
                changes += detection.announce("193.\(number).0.0/16", [1299, 3333], by: peer)
                changes += detection.withdraw("193.\(number).128.0/17", by: peer)
            }
        }
        changes += detection.wait(600)
        #expect(Set(changes.map(\.alert.id)).count <= 3)
        #expect(Self.messages(changes) <= 5)
        let high = changes.filter { $0.severity >= .high }
        #expect(!high.isEmpty && high.allSatisfy { $0.alert.key.offender == 666 })
        #expect(changes.filter { $0.alert.key.offender != 666 }.allSatisfy { $0.severity <= .low })
        #expect(changes.last?.kind == .ended)
    }

    /// How many messages a recipient gets of changes, at most one a minute: what comes meanwhile goes together.
    private static func messages(_ changes: [AlertChange]) -> Int {
        var count = 0
        var last = BGPTime(microseconds: 0)
        for change in changes where change.time > last {
            count += 1
            last = max(change.time, BGPTime(microseconds: last.microseconds + 60_000_000))
        }
        return count
    }
}
