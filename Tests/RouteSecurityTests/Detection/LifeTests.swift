import BGPMessages
import NumberResources
import RouteSecurity
import SecurityEvents
import Testing
import ValidatedPayloads

/// One incident, one alert, from its first route to its end.
@Suite("Detection: the life of an alert") struct AlertLifeTests {
    @Test("however many peers and updates, one alert that is updated once an interval") func oneAlert() {
        var detection = Scenario()
        #expect(detection.announce("193.0.128.0/17", [1299, 666]).words == ["raised sub-prefix-origin"])
        for peer in 2...40 {
            #expect(detection.announce("193.0.128.0/17", [1299, 666], by: peer).words == [])
            #expect(detection.announce("193.0.128.0/17", [174, 666], by: peer).words == [])
        }
        #expect(detection.wait(59).words == [])
        let changes = detection.wait(1)
        #expect(changes.words == ["updated sub-prefix-origin"])
        let evidence = changes[0].alert.evidence
        #expect(evidence.peerCount == 40)
        #expect(evidence.peersWithRoute == 40)
        #expect(evidence.peers.count == DetectionLimits().evidencePeers)
        #expect(evidence.announcements == 79)
        #expect(detection.wait(600).words == [])
        #expect(detection.detector.alerts.count == 1)
    }

    @Test("another origin, another prefix of ours or another class is another alert") func keys() {
        var detection = Scenario()
        #expect(detection.announce("193.0.0.0/16", [1299, 666]).words == ["raised exact-prefix-origin"])
        #expect(detection.announce("193.0.0.0/16", [1299, 667], by: 2).words == ["raised exact-prefix-origin"])
        #expect(detection.announce("193.0.0.0/17", [1299, 666], by: 2).words == ["raised sub-prefix-origin"])
        #expect(detection.announce("193.0.128.0/17", [1299, 666], by: 2).words == [])
        #expect(detection.announce("2001:67c::/32", [1299, 666]).words == ["raised exact-prefix-origin"])
        #expect(Set(detection.detector.alerts.map(\.id)).count == 4)
    }

    @Test("dormant with the last peer, ended after ten minutes") func ends() {
        var detection = Scenario()
        _ = detection.announce("193.0.128.0/17", [1299, 666], by: 1)
        _ = detection.announce("193.0.128.0/17", [1299, 666], by: 2)
        #expect(detection.withdraw("193.0.128.0/17", by: 1).words == [])
        // A rightful route in its place is an end too.
        #expect(detection.announce("193.0.128.0/17", [1299, 3333], by: 2).words == ["dormant sub-prefix-origin"])
        #expect(detection.wait(599).words == [])
        #expect(detection.wait(1).words == ["ended sub-prefix-origin"])
        let alert = detection.detector.alerts.first
        #expect(alert?.state == .ended)
        #expect(alert?.ended == detection.now)
    }

    @Test("a route that is back within ten minutes resumes the alert") func resumes() {
        var detection = Scenario()
        _ = detection.announce("193.0.128.0/17", [1299, 666])
        _ = detection.withdraw("193.0.128.0/17")
        #expect(detection.wait(300).words == [])
        #expect(detection.announce("193.0.128.0/17", [1299, 666]).words == ["resumed sub-prefix-origin"])
        #expect(detection.wait(900).words == [])
    }

    @Test("back within 24 hours it is the same alert, later another one", arguments: [(86_400, true), (86_402, false)])
    func reopens(_ seconds: Int, _ isSame: Bool) {
        var detection = Scenario()
        let first = detection.announce("193.0.128.0/17", [1299, 666])
        _ = detection.withdraw("193.0.128.0/17")
        _ = detection.wait(600)
        #expect(detection.wait(seconds).words == [])
        let second = detection.announce("193.0.128.0/17", [1299, 666])
        #expect(second.words == [isSame ? "reopened sub-prefix-origin" : "raised sub-prefix-origin"])
        #expect((first.first?.alert.id == second.first?.alert.id) == isSame)
        #expect(second.first?.alert.reopened == (isSame ? 1 : 0))
    }

    @Test("a route that comes and goes all the time is reported a few times, and listed as it is")
    func flapping() {
        var detection = Scenario()
        var reports = 0
        for _ in 0..<500 {
            reports += detection.announce("193.0.128.0/17", [1299, 666]).count
            reports += detection.withdraw("193.0.128.0/17").count
        }
        #expect(reports == 5)
        reports = detection.announce("193.0.128.0/17", [1299, 666]).count
        #expect(reports == 0)
        #expect(detection.detector.alerts.first?.state == .active)
        #expect(detection.detector.alerts.first?.flaps?.count == 500)
    }

    @Test("a ROA that authorises the origin withdraws the alert, and its end reopens it") func withdrawnByVRP() {
        var detection = Scenario(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        _ = detection.announce("193.0.128.0/17", [1299, 666])
        let authorising = Scenario.payloads([("193.0.0.0/16", 16, 3333), ("193.0.128.0/17", 17, 666)])
        let changes = detection.detector.update(payloads: authorising)
        #expect(changes.words.contains("withdrawn sub-prefix-origin"))
        // That somebody authorised it is said once.
        #expect(changes.words.contains("raised roa-changed"))
        let alert = changes.first { $0.kind == .withdrawn }?.alert
        #expect(alert?.severity == .low)
        #expect(alert?.reason == "a ROA authorises its origin")
        #expect(detection.announce("193.0.128.0/17", [1299, 666], by: 2).words == [])
        let back = detection.detector.update(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        #expect(back.words.contains("reopened sub-prefix-origin"))
        #expect(back.first { $0.kind == .reopened }?.alert.id == alert?.id)
    }

    @Test("a route that a ROA authorises from the start is a hint of low severity") func downgraded() {
        let payloads = Scenario.payloads([("193.0.0.0/16", 16, 3333), ("193.0.128.0/17", 17, 666)])
        var detection = Scenario(payloads: payloads)
        let changes = detection.announce("193.0.128.0/17", [1299, 666])
        #expect(changes.words == ["raised sub-prefix-origin"])
        #expect(changes.first?.alert.isDowngraded == true)
        #expect(changes.first?.alert.severity == .low)
        #expect(changes.first?.alert.actions.map(\.kind) == [.configure])
        // A further one that none authorises makes it what it is again.
        _ = detection.announce("193.0.0.0/17", [1299, 666])
        let updated = detection.wait(60)
        #expect(updated.words == ["updated sub-prefix-origin"])
        #expect(updated.first?.alert.isDowngraded == false)
        #expect(updated.first?.alert.severity == .critical || updated.first?.alert.severity == .high)
    }

    @Test("a ROA that appears mends what was invalid: dormant, not withdrawn") func mended() {
        var detection = Scenario(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        #expect(detection.announce("193.0.16.0/20", [1299, 3333]).words == ["raised more-specific-than-roa"])
        let changes = detection.detector.update(payloads: Scenario.payloads([("193.0.0.0/16", 20, 3333)]))
        #expect(changes.words == ["dormant more-specific-than-roa"])
        let again = detection.detector.update(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        #expect(again.words.contains("resumed more-specific-than-roa"))
    }

    @Test("ADD-PATH: the alert lasts while one of the paths does (RFC 7911)") func addPath() {
        var detection = Scenario()
        _ = detection.announce("193.0.0.0/16", [1299, 666], pathID: 1)
        #expect(detection.announce("193.0.0.0/16", [174, 666], pathID: 2).words == [])
        #expect(detection.announce("193.0.0.0/16", [174, 3333], pathID: 3).words == [])
        #expect(detection.withdraw("193.0.0.0/16", pathID: 1).words == [])
        #expect(detection.withdraw("193.0.0.0/16", pathID: 2).words == ["dormant exact-prefix-origin"])
    }

    @Test("a test alert comes and goes, whatever is muted") func testAlert() {
        var configuration = Scenario.configuration()
        configuration.mutes = [AlertMute(AlertFilter())]
        var detection = Scenario(configuration)
        let changes = detection.detector.raiseTest(.prefix(Scenario.prefix("193.0.0.0/16")))
        #expect(changes.words == ["raised test"])
        #expect(changes.first?.alert.severity == .information)
        #expect(detection.wait(1).words == ["dormant test"])
        #expect(detection.wait(600).words == ["ended test"])
        #expect(detection.detector.raiseTest(.prefix(Scenario.prefix("193.0.0.0/16"))).words == ["reopened test"])
    }
}

@Suite("Detection: maintenance windows and mutes") struct SuppressionTests {
    private static func window(_ from: Int, _ to: Int, _ filter: AlertFilter = AlertFilter()) -> MaintenanceWindow {
        let start = Scenario.start.microseconds
        return MaintenanceWindow(
            from: BGPTime(microseconds: start + Int64(from) * 1_000_000),
            to: BGPTime(microseconds: start + Int64(to) * 1_000_000), alerts: filter)
    }

    @Test("what is over with the window is never told; what is not is told at its end") func window() {
        var configuration = Scenario.configuration()
        configuration.maintenance = [SuppressionTests.window(0, 3_600)]
        var detection = Scenario(configuration)
        #expect(detection.announce("193.0.0.0/17", [1299, 666]).words == [])
        #expect(detection.announce("193.0.0.0/16", [1299, 667]).words == [])
        #expect(detection.withdraw("193.0.0.0/16").words == [])
        #expect(detection.detector.alerts.isEmpty)
        #expect(detection.wait(3_600).words == ["raised sub-prefix-origin"])
    }

    @Test("a window is for its prefixes and classes only") func filters() {
        var configuration = Scenario.configuration()
        let filter = AlertFilter(prefixes: [Scenario.prefix("193.0.0.0/16")], classes: [.exactPrefixOrigin])
        configuration.maintenance = [SuppressionTests.window(0, 3_600, filter)]
        var detection = Scenario(configuration)
        #expect(detection.announce("193.0.0.0/16", [1299, 666]).words == [])
        #expect(detection.announce("193.0.0.0/17", [1299, 666]).words == ["raised sub-prefix-origin"])
        #expect(detection.announce("2001:67c::/32", [1299, 666]).words == ["raised exact-prefix-origin"])
    }

    @Test("a mute holds back all of an alert, and its end tells how it is") func mute() {
        var configuration = Scenario.configuration()
        var detection = Scenario(configuration)
        let id = detection.announce("193.0.0.0/16", [1299, 666]).first?.alert.id
        configuration.mutes = [AlertMute(AlertFilter(id: id))]
        #expect(detection.detector.update(configuration: configuration).words == [])
        #expect(detection.withdraw("193.0.0.0/16").words == [])
        #expect(detection.wait(600).words == [])
        configuration.mutes = []
        #expect(detection.detector.update(configuration: configuration).words == ["ended exact-prefix-origin"])
    }
}
