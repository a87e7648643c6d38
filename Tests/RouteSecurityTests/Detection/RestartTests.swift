import BGPMessages
import FoundationEssentials
import NumberResources
import RouteSecurity
import Testing
import ValidatedPayloads

@Suite("Detection: restarts and clocks") struct DetectionRestartTests {
    private func restarted(_ scenario: Scenario, after seconds: Int = 30) throws -> Scenario {
        let data = try JSONEncoder().encode(scenario.detector.snapshot)
        let snapshot = try JSONDecoder().decode(RouteDetector.Snapshot.self, from: data)
        #expect(snapshot == scenario.detector.snapshot)
        let time = BGPTime(microseconds: scenario.now.microseconds + Int64(seconds) * 1_000_000)
        return Scenario(continuing: snapshot, at: time)
    }

    @Test("an alert is not raised again, and lasts while its route does") func goesOn() throws {
        var before = Scenario()
        let id = before.announce("193.0.128.0/17", [1299, 666]).first?.alert.id
        var after = try restarted(before)
        #expect(after.announce("193.0.0.0/16", [1299, 3333]).words == [])
        #expect(after.announce("193.0.128.0/17", [1299, 666]).words == [])
        #expect(after.wait(3_600).words == [])
        #expect(after.detector.alerts.map(\.id) == [id])
        #expect(after.detector.alerts.first?.evidence.peerCount == 1)
        #expect(after.withdraw("193.0.128.0/17").words == ["dormant sub-prefix-origin"])
    }

    @Test("a route that went meanwhile is missed when tables have had their time") func goneMeanwhile() throws {
        var before = Scenario()
        _ = before.announce("193.0.128.0/17", [1299, 666])
        var after = try restarted(before)
        #expect(after.wait(599).words == [])
        #expect(after.wait(1).words == ["dormant sub-prefix-origin"])
        #expect(after.wait(600).words == ["ended sub-prefix-origin"])
    }

    @Test("what had ended is reopened, not raised, within 24 hours") func endedBefore() throws {
        var before = Scenario()
        _ = before.announce("193.0.128.0/17", [1299, 666])
        _ = before.withdraw("193.0.128.0/17")
        _ = before.wait(600)
        var after = try restarted(before, after: 3_600)
        #expect(after.announce("193.0.128.0/17", [1299, 666]).words == ["reopened sub-prefix-origin"])
    }

    @Test("a prefix that was visible and is in no table after the restart is lost") func lostMeanwhile() throws {
        var before = Scenario()
        _ = before.announce("193.0.0.0/16", [1299, 3333])
        _ = before.announce("2001:67c::/32", [1299, 3333])
        var after = try restarted(before)
        _ = after.announce("2001:67c::/32", [1299, 3333])
        _ = after.endOfTable()
        #expect(after.wait(599).words == [])
        #expect(after.wait(1).words == ["raised visibility-lost"])
        // Twice in a row.
        var again = try restarted(after)
        #expect(again.wait(700).words == [])
        #expect(again.announce("193.0.0.0/16", [1299, 3333]).words == ["dormant visibility-lost"])
    }

    @Test("a prefix that few peers had before and few have after is still lost") func lostForMost() throws {
        var configuration = Scenario.configuration()
        configuration.thresholds.fullTableIPv4 = 1
        var before = Scenario(configuration)
        for peer in 1...4 { _ = before.announce("193.0.0.0/16", [1299, 3333], by: peer) }
        for peer in 1...3 { _ = before.withdraw("193.0.0.0/16", by: peer) }
        #expect(before.wait(1).words == ["raised visibility-lost"])
        func after(_ holders: ClosedRange<Int>) throws -> [String] {
            var after = Scenario(configuration, continuing: before.detector.snapshot, at: before.now)
            var words: [String] = []
            for peer in 1...4 {
                words += after.announce("8.8.8.0/24", [15_169], by: peer).words
                if holders.contains(peer) { words += after.announce("193.0.0.0/16", [1299, 3333], by: peer).words }
                words += after.endOfTable(peer).words
            }
            return words + after.wait(600).words
        }
        #expect(try after(4...4) == [])
        #expect(try after(1...4) == ["dormant visibility-lost"])
    }

    @Test("payloads that changed meanwhile are compared with those of before") func payloads() throws {
        let before = Scenario(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        var after = try restarted(before)
        #expect(after.detector.update(payloads: Scenario.payloads([])).words == ["raised roa-changed"])
        var again = try restarted(after)
        #expect(again.detector.update(payloads: Scenario.payloads([])).words == [])
        let back = again.detector.update(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        #expect(back.words == ["dormant roa-changed"])
    }

    @Test("a clock that is set back delays nothing and hurries nothing") func setBack() {
        var detection = Scenario()
        _ = detection.announce("193.0.128.0/17", [1299, 666])
        _ = detection.withdraw("193.0.128.0/17")
        #expect(detection.wait(300).words == [])
        // An hour back: 300 seconds are still to wait.
        #expect(detection.wait(-3_600).words == [])
        #expect(detection.wait(299).words == [])
        let changes = detection.wait(1)
        #expect(changes.words == ["ended sub-prefix-origin"])
        #expect(changes.first?.time == detection.now)
    }

    @Test("routes with times of another day are taken to come now") func strangeTimes() {
        var detection = Scenario()
        let future = BGPTime(seconds: .max)
        let changes = detection.announce("193.0.0.0/16", [1299, 666], at: future)
        #expect(changes.words == ["raised exact-prefix-origin"])
        #expect(changes.first?.alert.evidence.lastSeen == detection.now)
        _ = detection.announce("193.0.0.0/16", [174, 666], at: BGPTime(microseconds: .min))
        #expect(detection.detector.alerts.first?.evidence.firstSeen == detection.now)
        let late = BGPTime(microseconds: detection.now.microseconds - 5_000_000)
        _ = detection.announce("193.0.0.0/16", [6939, 666], at: late)
        #expect(detection.detector.alerts.first?.evidence.firstSeen == late)
    }

    @Test("over files the first route starts the clock, and first tables say who our neighbours are")
    func firstRoute() {
        var configuration = Scenario.configuration()
        configuration.upstreams = []
        var detector = RouteDetector(configuration, at: BGPTime(microseconds: 0), clock: .routes)
        let feed = detector.addFeed("rib.gz")
        func announce(_ seconds: UInt32, _ path: [ASN], by peer: Int = 1) -> [AlertChange] {
            var attributes = PathAttributes()
            attributes.asPath = ASPath(path)
            return detector.receive(
                RouteEvent(
                    time: BGPTime(seconds: seconds), peer: Scenario.peer(peer), prefix: Scenario.prefix("193.0.0.0/16"),
                    action: .announce(attributes)), feed: feed)
        }
        // The first record is damaged: its time is that of 2106.
        #expect(announce(.max, [1299, 3333]).words == [])
        #expect(announce(1_277_942_400, [1299, 3333], by: 2).words == [])
        #expect(announce(1_277_942_401, [174, 3333], by: 3).words == [])
        #expect(detector.learnedNeighbours == [174, 1299])
        let changes = announce(1_277_942_500, [9002, 3333], by: 3)
        #expect(changes.words == ["raised new-upstream"])
        #expect(changes.first?.alert.raised == BGPTime(seconds: 1_277_942_500))
    }

    @Test("over files the routes' times move the clock; a leap has to be confirmed") func routesClock() {
        var detector = RouteDetector(Scenario.configuration(), at: Scenario.start, clock: .routes)
        let feed = detector.addFeed("updates.gz")
        func event(_ seconds: UInt32, _ text: String, _ path: [ASN]?) -> RouteEvent {
            var attributes = PathAttributes()
            attributes.asPath = ASPath(path ?? [])
            return RouteEvent(
                time: BGPTime(seconds: seconds), peer: Scenario.peer(1), prefix: Scenario.prefix(text),
                action: path == nil ? .withdraw : .announce(attributes))
        }
        let start: UInt32 = 1_770_000_000
        #expect(
            detector.receive(event(start, "193.0.0.0/17", [1299, 666]), feed: feed).words == [
                "raised sub-prefix-origin"
            ])
        #expect(
            detector.receive(event(start + 10, "193.0.0.0/17", nil), feed: feed).words == ["dormant sub-prefix-origin"])
        // One damaged record of the year 2106, and one of the past.
        #expect(detector.receive(event(.max, "8.8.8.0/24", [15_169]), feed: feed).words == [])
        #expect(detector.receive(event(5, "8.8.8.0/24", [15_169]), feed: feed).words == [])
        let changes = detector.receive(event(start + 700, "8.8.8.0/24", [15_169]), feed: feed)
        #expect(changes.words == ["ended sub-prefix-origin"])
        #expect(changes.first?.time == BGPTime(seconds: start + 610))
        // Two that agree are another file.
        #expect(detector.receive(event(start + 999_999, "8.8.8.0/24", [15_169]), feed: feed).words == [])
        #expect(
            detector.receive(event(start + 1_000_000, "193.0.0.0/17", [1299, 666]), feed: feed).words == [
                "raised sub-prefix-origin"
            ])
    }
}
