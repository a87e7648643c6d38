import BGPMessages
import NumberResources
import Testing
import ValidatedPayloads

@testable import RouteSecurity

@Suite("Detection: the baseline of payloads") struct PayloadBaselineTests {
    private typealias VRPs = [(String, UInt8, ASN)]

    private static let ours: VRPs = [("193.0.0.0/16", 16, 3333), ("2001:67c::/32", 32, 3333)]
    private let thresholds = DetectionThresholds()
    private let own = OwnResources(Scenario.configuration())

    private static func key(_ prefix: String, _ asn: ASN) -> AlertKey {
        AlertKey(.roaChanged, of: .prefix(Scenario.prefix(prefix)), by: asn)
    }

    private func baseline(_ vrps: VRPs = ours, limit: Int = 100) -> PayloadBaseline {
        var limits = DetectionLimits()
        limits.ownPayloads = limit
        var baseline = PayloadBaseline(limits: limits)
        baseline.begin(with: Scenario.payloads(vrps), own)
        return baseline
    }

    /// What newly validated payloads lead to.
    private func change(_ baseline: inout PayloadBaseline, to vrps: VRPs) -> [AlertCondition] {
        let fresh = baseline.rows(of: Scenario.payloads(vrps), own)
        let lost = baseline.compare(with: fresh, thresholds)
        return lost + baseline.take(fresh, own)
    }

    @Test("of the payloads as many are kept as the limit says, those of own space alone") func limit() {
        let all = Self.ours + [("8.8.8.0/24", 24, 1), ("193.0.1.0/24", 24, 9), ("0.0.0.0/0", 0, 7)]
        #expect(baseline(all).payloads.rows.count == 4)
        #expect(baseline(all, limit: 2).payloads.rows.count == 2)
        let memory = baseline(all).memory
        var limits = DetectionLimits()
        limits.ownPayloads = 2
        let restored = PayloadBaseline(memory, own, limits: limits)
        #expect(restored.memory.rows.count == 2 && restored.memory.accepted.count <= 2)
        #expect(PayloadBaseline(memory, own, limits: DetectionLimits()).memory == memory)
    }

    @Test("a ROA of ours that goes is a change, once; when it is back that is over") func lost() {
        var baseline = baseline()
        let lost = change(&baseline, to: [Self.ours[1]])
        #expect(lost.contains(AlertCondition(Self.key("193.0.0.0/16", 3333), true)))
        #expect(!change(&baseline, to: [Self.ours[1]]).contains { $0.holds })
        let back = change(&baseline, to: Self.ours)
        #expect(back.contains(AlertCondition(Self.key("193.0.0.0/16", 3333), false)))
    }

    @Test("a ROA of another AS is strange, unless it was there from the beginning") func strange() {
        var baseline = baseline(Self.ours + [("193.0.9.0/24", 24, 777)])
        let all: VRPs = Self.ours + [("193.0.9.0/24", 24, 777), ("193.0.1.0/24", 24, 666), ("193.0.2.0/24", 24, 666)]
        let strange = change(&baseline, to: all).filter(\.holds)
        // Two ROAs of one AS for one prefix of ours are one change.
        #expect(strange == [AlertCondition(Self.key("193.0.0.0/16", 666), true)])
        let keys = [Self.key("193.0.0.0/16", 666), Self.key("193.0.0.0/16", 3333)]
        #expect(baseline.outdated(keys, own).isEmpty)
        _ = change(&baseline, to: Self.ours)
        let outdated = baseline.outdated(keys + [Self.key("9.9.9.0/24", 1)], own)
        #expect(outdated.map(\.key) == [Self.key("193.0.0.0/16", 666), Self.key("9.9.9.0/24", 1)])
        #expect(outdated.map(\.isConfigured) == [true, false])
    }

    @Test("for a prefix that nobody is to announce, AS 0 is no stranger") func nobody() {
        var configuration = Scenario.configuration()
        configuration.prefixes = [.init(Scenario.prefix("193.5.0.0/16"), origins: [])]
        let own = OwnResources(configuration)
        var baseline = PayloadBaseline(limits: DetectionLimits())
        baseline.begin(with: Scenario.payloads([]), own)
        let fresh = baseline.rows(of: Scenario.payloads([("193.5.0.0/16", 16, 0), ("193.5.0.0/17", 17, 5)]), own)
        #expect(baseline.take(fresh, own).map(\.key) == [Self.key("193.5.0.0/16", 5)])
        // Where somebody may, AS 0 denies it.
        var denied = self.baseline()
        #expect(
            change(&denied, to: Self.ours + [("193.0.0.0/17", 17, 0)]).contains(
                AlertCondition(Self.key("193.0.0.0/16", 0), true)))
    }

    @Test("what a trust anchor lost is no change of ours until it works again") func malfunction() {
        var configuration = Scenario.configuration()
        configuration.prefixes = (0..<4).map { .init(Scenario.prefix("193.\($0).0.0/16")) }
        let own = OwnResources(configuration)
        let all = (0..<4).map { ("193.\($0).0.0/16", UInt8(16), ASN(3333)) }
        var baseline = PayloadBaseline(limits: DetectionLimits())
        baseline.begin(with: Scenario.payloads(all), own)
        func change(_ vrps: VRPs) -> [AlertCondition] {
            let fresh = baseline.rows(of: Scenario.payloads(vrps), own)
            let lost = baseline.compare(with: fresh, thresholds)
            _ = baseline.take(fresh, own)
            return lost
        }
        let anchor = AlertKey(.trustAnchorMalfunction, of: .trustAnchor("ripe"))
        #expect(change(Array(all[..<1])) == [AlertCondition(anchor, true)])
        #expect(change(Array(all[..<1])) == [])
        #expect(baseline.memory.malfunctions == ["ripe": 4])
        let back = change(Array(all[..<3]))
        #expect(back == [AlertCondition(anchor, false), AlertCondition(Self.key("193.3.0.0/16", 3333), true)])
        #expect(baseline.memory.malfunctions == [:])
    }

    @Test("own prefixes that are no longer configured have no rows and no ROAs to lose") func narrow() {
        var baseline = baseline()
        var configuration = Scenario.configuration()
        configuration.prefixes.removeFirst()
        let less = OwnResources(configuration)
        baseline.narrow(to: less)
        baseline.acceptPresent(less, notIn: own)
        #expect(baseline.payloads.rows.map(\.prefix) == [Scenario.prefix("2001:67c::/32")])
        #expect(baseline.memory.authorised.map(\.prefix) == [Scenario.prefix("2001:67c::/32")])
        #expect(baseline.compare(with: baseline.rows(of: Scenario.payloads([]), less), thresholds).count == 1)
    }

    @Test("the notice is given when its time has come, and the next is the earliest") func expiring() {
        let start = Scenario.start
        func payloads(_ seconds: Int64) -> PayloadSet {
            Scenario.payloads([Self.ours[0]], expires: BGPTime(microseconds: start.microseconds + seconds * 1_000_000))
        }
        var baseline = PayloadBaseline(limits: DetectionLimits())
        baseline.begin(with: payloads(7_200), own)
        let key = AlertKey(.roaExpiring, of: .prefix(Scenario.prefix("193.0.0.0/16")), by: 3333)
        let early = baseline.expiring(own, at: start.seconds + 3_599, thresholds)
        #expect(early.conditions.contains(AlertCondition(key, false)) && early.next == start.seconds + 3_600)
        let due = baseline.expiring(own, at: start.seconds + 3_600, thresholds)
        #expect(due.conditions.contains(AlertCondition(key, true)) && due.next == nil)
        #expect(due.conditions.count == 2)
    }
}
