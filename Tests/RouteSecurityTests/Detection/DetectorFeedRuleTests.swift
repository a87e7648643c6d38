import BGPMessages
import NumberResources
import RouteSecurity
import Testing
import ValidatedPayloads

/// What the detector makes of feeds, sessions and time.
@Suite("Detection: rules of feeds, sessions and time") struct DetectorFeedRuleTests {
    private static let peer = Scenario.peer(1)

    private static func after(_ seconds: Int) -> BGPTime {
        BGPTime(microseconds: Scenario.start.microseconds + Int64(seconds) * 1_000_000)
    }

    private static func event(_ prefix: String, _ path: [ASN], at time: BGPTime, by number: Int = 1) -> RouteEvent {
        var attributes = PathAttributes()
        attributes.asPath = ASPath([Scenario.peer(number).asn] + path)
        return RouteEvent(
            time: time, peer: Scenario.peer(number), prefix: Scenario.prefix(prefix), action: .announce(attributes))
    }

    @Test("a feed without a limit of its own is silent after five minutes; one of files never is") func silence() {
        var live = RouteDetector(Scenario.configuration(), at: Scenario.start)
        _ = live.addFeed("live")
        #expect(live.nextDeadline == Self.after(300))
        var files = RouteDetector(Scenario.configuration(), at: Scenario.start, clock: .routes)
        _ = files.addFeed("files")
        #expect(files.nextDeadline == nil)
    }

    @Test("whatever a feed reports ends its silence", arguments: 0..<6) func speaks(_ kind: Int) {
        var detection = Scenario()
        let feed = detection.detector.addFeed("live", silentAfter: 60)
        #expect(detection.wait(60).words == ["raised feed-silent"])
        let changes =
            switch kind {
            case 0: detection.detector.feedAlive(feed)
            case 1: detection.detector.peerUp(Self.peer, feed: feed)
            case 2: detection.detector.peerDown(Self.peer, feed: feed)
            case 3: detection.detector.endOfTable(Self.peer, feed: feed)
            case 4: detection.detector.endOfTable(feed: feed)
            default: detection.detector.receive(Self.event("8.8.8.0/24", [15_169], at: detection.now), feed: feed)
            }
        #expect(changes.words == ["dormant feed-silent"])
    }

    @Test("a peer is known and up with its session, also before its first route") func peerUp() {
        var detection = Scenario()
        #expect(detection.peerUp().words == [])
        #expect(detection.detector.statistics.peers == 1 && detection.detector.statistics.peersUp == 1)
        _ = detection.peerDown()
        #expect(detection.detector.statistics.peersUp == 0)
        _ = detection.peerUp()
        #expect(detection.detector.statistics.peers == 1 && detection.detector.statistics.peersUp == 1)
        _ = detection.peerUp()
        #expect(detection.detector.statistics.peersUp == 1)
        _ = detection.detector.removeFeed(detection.feed, because: "a test")
        #expect(detection.detector.statistics.peers == 0 && detection.detector.statistics.peersUp == 0)
    }

    @Test("roles that a feed gets later are those of its peers, too") func roles() {
        var detector = RouteDetector(Scenario.configuration(), at: Scenario.start)
        let feed = detector.addFeed("border", silentAfter: 0)
        let peer = BGPPeer(address: IPAddress(ipv4: 1), asn: 6939)
        _ = detector.peerUp(peer, feed: feed)
        #expect(detector.addFeed("border", silentAfter: 0, roles: [6939: .peer]) == feed)
        var attributes = PathAttributes()
        attributes.asPath = ASPath([6939, 174, 3333])
        attributes.onlyToCustomer = 174
        let event = RouteEvent(
            time: Scenario.start, peer: peer, prefix: Scenario.prefix("193.0.0.0/16"), action: .announce(attributes))
        #expect(detector.receive(event, feed: feed).words == ["raised route-leak"])
    }

    @Test("a table is looked at five seconds after its first route, in each session") func tableDeadline() {
        var detection = Scenario()
        _ = detection.announce("193.0.0.0/17", [1299, 666])
        #expect(detection.detector.nextDeadline == Self.after(5))
        _ = detection.endOfTable()
        _ = detection.wait(1_000)
        _ = detection.peerUp()
        #expect(detection.detector.nextDeadline == Self.after(1_005))
        #expect(detection.wait(4).words == [])
        #expect(detection.wait(1).words == ["dormant sub-prefix-origin"])
    }

    @Test("a session that ends late keeps its routes for five minutes from then") func resetDeadline() {
        var detection = Scenario()
        _ = detection.announce("193.0.0.0/17", [1299, 666])
        _ = detection.endOfTable()
        _ = detection.wait(1_000)
        _ = detection.peerDown()
        #expect(detection.detector.nextDeadline == Self.after(1_300))
        #expect(detection.wait(299).words == [])
        #expect(detection.wait(1).words == ["dormant sub-prefix-origin"])
        #expect(detection.detector.statistics.peers == 0)
    }

    @Test("a peer whose routes are neither ours nor followed still keeps its table on the way") func loading() {
        var detection = Scenario()
        _ = detection.announce("193.0.0.0/17", [1299, 666])
        _ = detection.endOfTable()
        _ = detection.wait(1_000)
        _ = detection.peerUp()
        _ = detection.wait(4)
        _ = detection.announce("8.8.8.0/24", [15_169])
        #expect(detection.wait(4).words == [])
        #expect(detection.wait(1).words == ["dormant sub-prefix-origin"])
    }

    @Test("a route that starts the clock starts it for peers that are known, too") func clockStart() {
        var detector = RouteDetector(
            Scenario.configuration(), at: BGPTime(microseconds: 0), clock: .routes)
        let feed = detector.addFeed("files")
        _ = detector.peerUp(Self.peer, feed: feed)
        _ = detector.receive(Self.event("193.0.0.0/16", [1299, 3333], at: Scenario.start, by: 2), feed: feed)
        #expect(detector.nextDeadline == Self.after(5))
        _ = detector.advance(to: Self.after(5))
        #expect(detector.nextDeadline == nil)
    }

    @Test("the first route's time begins the ten minutes in which neighbours are learned") func learning() {
        for (seconds, words) in [(600, []), (601, ["raised new-upstream"])] {
            var configuration = Scenario.configuration()
            (configuration.upstreams, configuration.peers) = ([], [])
            var detector = RouteDetector(configuration, at: BGPTime(microseconds: 0), clock: .routes)
            let feed = detector.addFeed("files")
            _ = detector.receive(Self.event("8.8.8.0/24", [15_169], at: Scenario.start, by: 2), feed: feed)
            let changes = detector.receive(
                Self.event("193.0.0.0/16", [1299, 3333], at: Self.after(seconds)), feed: feed)
            #expect(changes.words == words)
        }
    }

    @Test("after a restart neighbours are learned for ten minutes again") func learningAgain() {
        for (seconds, words) in [(600, []), (601, ["raised new-upstream"])] {
            var configuration = Scenario.configuration()
            (configuration.upstreams, configuration.peers) = ([], [])
            let before = Scenario(configuration)
            var after = Scenario(configuration, continuing: before.detector.snapshot, at: Self.after(5_000))
            _ = after.wait(seconds)
            #expect(after.announce("193.0.0.0/16", [1299, 3333]).words == words)
        }
    }

    @Test("a prefix that was lost before a restart is not visible by the first peer that has it") func lostBefore() {
        var before = Scenario()
        _ = before.announce("193.0.0.0/16", [1299, 3333])
        _ = before.endOfTable()
        _ = before.withdraw("193.0.0.0/16")
        #expect(before.wait(1).words == ["raised visibility-lost"])
        var after = Scenario(continuing: before.detector.snapshot, at: before.now)
        #expect(after.announce("193.0.0.0/16", [1299, 3333]).words == [])
        _ = after.endOfTable()
        #expect(after.wait(599).words == [])
        #expect(after.wait(1).words == ["dormant visibility-lost"])
    }

    @Test("one window after the other lets its alerts go") func windows() {
        var configuration = Scenario.configuration()
        configuration.maintenance = [(AlertClass.exactPrefixOrigin, 10), (.subPrefixOrigin, 20)].map {
            MaintenanceWindow(from: Scenario.start, to: Self.after($0.1), alerts: AlertFilter(classes: [$0.0]))
        }
        var detection = Scenario(configuration)
        #expect(detection.announce("193.0.0.0/16", [1299, 666]).words == [])
        #expect(detection.announce("193.0.0.0/17", [1299, 666]).words == [])
        #expect(detection.wait(10).words == ["raised exact-prefix-origin"])
        #expect(detection.wait(9).words == [])
        #expect(detection.wait(1).words == ["raised sub-prefix-origin"])
    }

    @Test("a test that is raised again while it lasts is reported again; it needs nothing of the configuration")
    func test() {
        var detection = Scenario()
        for subject in [AlertSubject.prefix(Scenario.prefix("8.8.8.0/24")), .asn(15_169)] {
            #expect(detection.detector.raiseTest(subject).words == ["raised test"])
            #expect(detection.detector.update(configuration: Scenario.configuration()).words == [])
            #expect(detection.detector.raiseTest(subject).words == ["dormant test", "resumed test"])
            #expect(detection.wait(1).words == ["dormant test"])
        }
    }
}
