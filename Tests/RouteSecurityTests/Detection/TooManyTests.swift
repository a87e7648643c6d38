import BGPMessages
import NumberResources
import RouteSecurity
import Testing

/// Who can fill the table of alerts cannot hide behind it.
@Suite("Detection: more alerts than are kept") struct TooManyTests {
    private static func scenario(_ incidents: Int) -> Scenario {
        var limits = DetectionLimits()
        limits.incidents = incidents
        return Scenario(limits: limits)
    }

    @Test("a more severe alert takes the place of the oldest of the least severe ones, whose end is reported")
    func severe() {
        var detection = Self.scenario(3)
        for number in 0..<3 {
            _ = detection.announce("193.0.\(number).0/24", [ASN(700 + UInt32(number)), 3333], by: number)
        }
        let changes = detection.announce("193.0.0.0/16", [1299, 666], by: 9)
        #expect(
            changes.words == [
                "ended sub-prefix-first-hop", "raised too-many-alerts", "raised exact-prefix-origin",
            ])
        #expect(changes.first?.alert.key.offender == 700)
        #expect(changes.first?.alert.reason?.contains("more than 3 alerts") == true)
        #expect(detection.detector.statistics.displacedIncidents == 1)
        // A hint has no place among them.
        #expect(detection.announce("193.0.7.0/24", [64_999, 1299, 3333], by: 9).words == [])
        #expect(detection.detector.statistics.droppedIncidents == 1)
    }

    @Test("of one rank the newest stay, and the alert says how many were lost until it is over") func newest() {
        var detection = Self.scenario(2)
        for number in 0..<6 {
            _ = detection.announce("193.0.\(number).0/24", [1299, ASN(700 + UInt32(number))], by: number)
        }
        let kept = detection.detector.alerts.filter { $0.key.alertClass != .tooManyAlerts }
        #expect(Set(kept.compactMap(\.key.offender)) == [704, 705])
        #expect(detection.detector.statistics.displacedIncidents == 4)
        let update = detection.wait(60).first { $0.alert.key.alertClass == .tooManyAlerts }
        #expect(update?.alert.summary.contains("4 older or less severe ones") == true)
        #expect(detection.wait(600).words.contains("dormant too-many-alerts"))
    }

    @Test("what is of one rank makes room a limited number of times a minute") func turnover() {
        var limits = DetectionLimits()
        limits.incidents = 10
        limits.offendersPerPrefix = 5_000
        var detection = Scenario(limits: limits)
        for number in 0..<1_030 {
            _ = detection.announce("193.0.1.0/24", [1299, ASN(70_000 + UInt32(number))], by: number)
        }
        #expect(detection.detector.statistics.displacedIncidents == 1_000)
        #expect(detection.detector.statistics.droppedIncidents == 20)
        _ = detection.wait(60)
        #expect(detection.announce("193.0.99.0/24", [1299, 999], by: 99).words.contains("raised sub-prefix-origin"))
    }

    @Test("routes of an alert that made room are not those of the one in its place") func places() {
        var detection = Self.scenario(1)
        _ = detection.announce("193.0.1.0/24", [1299, 701], by: 1)
        _ = detection.announce("193.0.2.0/24", [1299, 702], by: 2)
        // The first route goes, and comes again: the second one's alert stays as it is.
        #expect(detection.withdraw("193.0.1.0/24", by: 1).words == [])
        let alert = detection.detector.alerts.first { $0.key.offender == 702 }
        #expect(alert?.state == .active)
        #expect(detection.withdraw("193.0.2.0/24", by: 2).words == ["dormant sub-prefix-origin"])
    }

    @Test("the same route again brings a lost alert back as soon as there is room") func again() {
        var detection = Self.scenario(1)
        _ = detection.announce("193.0.1.0/24", [1299, 701], by: 1)
        _ = detection.announce("193.0.2.0/24", [1299, 702], by: 2)
        #expect(detection.announce("193.0.1.0/24", [1299, 701], by: 1).words == [])
        _ = detection.withdraw("193.0.2.0/24", by: 2)
        _ = detection.wait(600)
        _ = detection.wait(90_000)
        #expect(detection.announce("193.0.1.0/24", [1299, 701], by: 1).words == ["raised sub-prefix-origin"])
    }
}
