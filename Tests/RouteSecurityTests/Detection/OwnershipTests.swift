import BGPMessages
import NumberResources
import RouteSecurity
import Testing
import ValidatedPayloads

/// Who is ours, and which alerts a mute or a window is for.
@Suite("Detection: what is ours, what is muted") struct DetectionOwnershipTests {
    @Test("our own AS is no hijacker of what is ours, though the prefix names other origins") func ownAS() {
        var configuration = Scenario.configuration()
        configuration.prefixes = [.init(Scenario.prefix("193.0.0.0/16"), origins: [2121])]
        var detection = Scenario(configuration)
        #expect(detection.announce("193.0.0.0/16", [1299, 3333]).words == [])
        #expect(detection.announce("193.0.0.0/17", [1299, 3333]).words == [])
        #expect(detection.announce("193.0.0.0/16", [1299, 3333, 2121], by: 2).words == [])
        #expect(detection.announce("193.0.0.0/16", [1299, 666], by: 3).words == ["raised exact-prefix-origin"])
    }

    @Test("an origin of one prefix is a hijacker of another") func otherOrigin() {
        var configuration = Scenario.configuration()
        configuration.prefixes.append(.init(Scenario.prefix("193.5.0.0/16"), origins: [2121]))
        var detection = Scenario(configuration)
        #expect(detection.announce("193.5.0.0/16", [1299, 3333, 2121]).words == [])
        let changes = detection.announce("193.0.0.0/16", [1299, 3333, 2121])
        #expect(changes.words == ["raised exact-prefix-origin"])
        #expect(changes.first?.alert.key.offender == 2121)
    }

    @Test("the most specific prefix of ours says who may originate") func mostSpecific() {
        var configuration = Scenario.configuration()
        configuration.prefixes.append(.init(Scenario.prefix("193.0.8.0/24"), origins: [2121]))
        var detection = Scenario(configuration)
        #expect(detection.announce("193.0.8.0/24", [1299, 3333, 2121]).words == [])
        #expect(detection.announce("193.0.8.0/25", [1299, 3333, 2121]).words == [])
        #expect(detection.announce("193.0.9.0/24", [1299, 3333, 2121]).words == ["raised sub-prefix-origin"])
    }

    private static func mute(_ filter: AlertFilter, until seconds: Int? = nil) -> Scenario {
        var configuration = Scenario.configuration()
        let until = seconds.map { BGPTime(microseconds: Scenario.start.microseconds + Int64($0) * 1_000_000) }
        configuration.mutes = [AlertMute(filter, until: until)]
        return Scenario(configuration)
    }

    @Test("a mute ends at its time, to the second") func until() {
        var detection = Self.mute(AlertFilter(), until: 3_600)
        #expect(detection.announce("193.0.0.0/16", [1299, 666]).words == [])
        #expect(detection.wait(3_599).words == [])
        #expect(detection.announce("2001:67c::/32", [1299, 666]).words == [])
        #expect(detection.wait(1).words == ["raised exact-prefix-origin", "raised exact-prefix-origin"])
        #expect(detection.announce("193.0.0.0/17", [1299, 666]).words == ["raised sub-prefix-origin"])
    }

    @Test("a window begins at its first second") func from() {
        var configuration = Scenario.configuration()
        let start = Scenario.start.microseconds
        configuration.maintenance = [
            MaintenanceWindow(
                from: BGPTime(microseconds: start + 10_000_000), to: BGPTime(microseconds: start + 20_000_000))
        ]
        var detection = Scenario(configuration)
        _ = detection.wait(9)
        #expect(detection.announce("193.0.0.0/16", [1299, 666]).words == ["raised exact-prefix-origin"])
        _ = detection.wait(1)
        #expect(detection.announce("193.0.0.0/17", [1299, 666]).words == [])
        #expect(detection.wait(9).words == [])
        #expect(detection.wait(1).words == ["raised sub-prefix-origin"])
    }

    @Test("a mute of an offender is for that one alone, and for no alert without one") func offenders() {
        var detection = Self.mute(AlertFilter(offenders: [666]))
        #expect(detection.announce("193.0.0.0/16", [1299, 666]).words == [])
        #expect(detection.announce("193.0.0.0/16", [1299, 667], by: 2).words == ["raised exact-prefix-origin"])
        _ = detection.announce("2001:67c::/32", [1299, 3333], by: 3)
        _ = detection.endOfTable(3)
        _ = detection.withdraw("2001:67c::/32", by: 3)
        #expect(detection.wait(1).words == ["raised visibility-lost"])
    }

    @Test("a mute of prefixes is for what lies in them, and for no alert about an AS") func prefixes() {
        var detection = Self.mute(
            AlertFilter(prefixes: [Scenario.prefix("193.0.0.0/8"), Scenario.prefix("2001:67c::/48")]))
        #expect(detection.announce("193.0.0.0/16", [1299, 666]).words == [])
        // The prefix of ours is larger than the muted one.
        #expect(detection.announce("2001:67c::/48", [1299, 666]).words == ["raised sub-prefix-origin"])
        #expect(detection.announce("9.9.9.0/24", [174, 3333, 1299, 19_281]).words == ["raised route-leak"])
    }

    @Test("a mute of one alert is for that one; of a class, for all of it") func one() throws {
        var detection = Scenario()
        let id = try #require(detection.announce("193.0.0.0/16", [1299, 666]).first).alert.id
        var configuration = Scenario.configuration()
        configuration.mutes = [AlertMute(AlertFilter(id: id))]
        _ = detection.detector.update(configuration: configuration)
        #expect(detection.announce("193.0.0.0/17", [1299, 666]).words == ["raised sub-prefix-origin"])
        #expect(detection.withdraw("193.0.0.0/16").words == [])
        configuration.mutes = [AlertMute(AlertFilter(classes: [.subPrefixOrigin]))]
        #expect(detection.detector.update(configuration: configuration).words == ["dormant exact-prefix-origin"])
        #expect(detection.announce("2001:67c:1::/48", [1299, 666]).words == [])
    }

    @Test("who passes on the offender's routes most is asked to filter first") func accepting() {
        var detection = Scenario()
        _ = detection.announce("193.0.0.0/16", [7018, 666], by: 1)
        for peer in 2...3 { _ = detection.announce("193.0.0.0/16", [9002, 666], by: peer) }
        let actions = detection.wait(60).first?.alert.actions.filter { $0.kind == .requestFiltering }
        // Then our upstreams, who have not passed it on.
        #expect(actions?.map(\.asn) == [9002, 7018, 1299, 174])
    }
}
