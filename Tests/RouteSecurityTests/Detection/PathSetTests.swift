import BGPMessages
import NumberResources
import RouteSecurity
import TestSupport
import Testing
import ValidatedPayloads

/// Sets are deprecated (RFC 9774), and a path that ends with one has no origin (RFC 6811 section 2).
@Suite("Detection: sets in paths") struct PathSetTests {
    /// `[[1, 2], [3]]` with kinds: sequences and sets in turn, beginning with a sequence.
    static func path(_ segments: (ASPath.SegmentKind, [ASN])...) -> ASPath {
        ASPath(
            asns: segments.flatMap(\.1), runs: segments.map { ASPath.Run(kind: $0.0, count: $0.1.count) })
    }

    static func announce(_ detection: inout Scenario, _ prefix: String, _ path: ASPath, by number: Int = 1)
        -> [AlertChange]
    {
        var attributes = PathAttributes()
        attributes.asPath = path
        return detection.detector.receive(
            RouteEvent(
                time: detection.now, peer: Scenario.peer(number), prefix: Scenario.prefix(prefix),
                action: .announce(attributes)), feed: detection.feed)
    }

    static let hidden: [ASPath] = [
        path((.sequence, [50_001, 1299, 666]), (.set, [3333])),
        path((.sequence, [50_001, 1299, 666]), (.set, [3333, 666])),
        path((.sequence, [50_001, 1299, 666]), (.set, [7, 3333, 8])),
        path((.sequence, [50_001, 1299, 666]), (.set, [3333]), (.set, [3333])),
        path((.sequence, [50_001, 1299, 666]), (.confederationSequence, [3333])),
        path((.sequence, [50_001, 1299, 666]), (.confederationSet, [3333])),
        path((.sequence, [50_001, 1299, 666]), (.set, (0..<255).map { ASN($0 + 100) } + [3333])),
        path((.sequence, [50_001, 1299]), (.set, [1]), (.sequence, [666])),
    ]

    @Test("a hijack behind a set is a hijack", arguments: hidden) func origin(_ path: ASPath) {
        for payloads in [nil, Scenario.payloads([("193.0.0.0/16", 16, 3333)])] {
            var detection = Scenario(payloads: payloads)
            let changes = Self.announce(&detection, "193.0.0.0/16", path)
            #expect(changes.words == ["raised exact-prefix-origin"])
            #expect(changes.first?.alert.key.offender == 666)
            #expect(changes.first?.alert.actions.allSatisfy { $0.kind != .createROA || $0.asn == 3333 } == true)
        }
    }

    @Test("members of a set are neighbours of nobody") func neighbour() {
        var detection = Scenario()
        let path = Self.path((.sequence, [50_001, 666]), (.set, [1299]), (.sequence, [3333]))
        let changes = Self.announce(&detection, "193.0.0.0/16", path)
        #expect(changes.words == ["raised exact-prefix-first-hop"])
        #expect(changes.first?.alert.key.offender == 666)
    }

    @Test("our own aggregate with a set is ours, and invalid where a ROA covers it: no ROA can help") func own() {
        let path = Self.path((.sequence, [50_001, 1299, 3333]), (.set, [2121]))
        var detection = Scenario()
        #expect(Self.announce(&detection, "193.0.0.0/16", path).words == [])
        var invalid = Scenario(payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        let changes = Self.announce(&invalid, "193.0.0.0/16", path)
        #expect(changes.words == ["raised rpki-invalid"])
        #expect(changes.first?.alert.actions.map(\.kind) == [.inspect])
    }

    @Test("a prefix for nobody is not for us either") func nobody() {
        var configuration = Scenario.configuration()
        configuration.prefixes.append(.init(Scenario.prefix("193.5.0.0/16"), origins: []))
        var detection = Scenario(configuration)
        let changes = detection.announce("193.5.0.0/16", [1299, 3333])
        #expect(changes.words == ["raised squatting"])
        #expect(changes.first?.alert.actions.map(\.kind) == [.stopAnnouncing])
        #expect(detection.announce("193.5.1.0/24", [1299, 666], by: 2).words == ["raised squatting"])
    }

    /// However it is dressed, and whatever fills the tables before it.
    @Test("a hijack is always reported", arguments: 1...10) func always(_ seed: UInt64) {
        var random = SeededGenerator(seed)
        for _ in 0..<1_000 {
            var limits = DetectionLimits()
            limits.incidents = Int.random(in: 1...6, using: &random)
            limits.offendersPerPrefix = Int.random(in: 1...4, using: &random)
            limits.trackedRoutes = Int.random(in: 1...40, using: &random)
            limits.routesPerPeer = Int.random(in: 1...4, using: &random)
            limits.incidentRoutesPerPeer = Int.random(in: 1...4, using: &random)
            let payloads =
                [
                    nil, Scenario.payloads([]), Scenario.payloads([("193.0.0.0/16", 16, 3333)]),
                    Scenario.payloads([("193.0.0.0/16", 24, 3333)]),
                ].randomElement(using: &random) ?? nil
            var detection = Scenario(payloads: payloads, limits: limits)
            for _ in 0..<Int.random(in: 0...20, using: &random) { Self.fill(&detection, &random) }
            let prefix =
                ["193.0.0.0/16", "193.0.77.0/24", "193.0.128.0/17", "2001:67c::/32"]
                .randomElement(using: &random) ?? "193.0.0.0/16"
            let changes = Self.announce(&detection, prefix, Self.disguised(&random), by: 30)
            let isKnown = detection.detector.alerts.contains(where: Self.isOfHijack)
            #expect(isKnown, "\(prefix) \(changes.words)")
            if !isKnown { return }
        }
    }

    private static func isOfHijack(_ alert: RouteAlert) -> Bool {
        guard alert.state == .active, alert.key.alertClass.rawValue.hasSuffix("prefix-origin") else { return false }
        return alert.key.offender == 666 || alert.key.offender == nil
    }

    /// A path of AS666, with claims that others took part.
    private static func disguised(_ random: inout SeededGenerator) -> ASPath {
        var asns: [ASN] = [50_030, 1299, 666]
        var runs = [ASPath.Run(kind: .sequence, count: 3)]
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let kind: ASPath.SegmentKind =
                [.set, .confederationSequence, .confederationSet].randomElement(using: &random) ?? .set
            let count = Int.random(in: 1...300, using: &random)
            var members = (0..<count).map { _ in ASN(UInt32.random(in: 1...70_000, using: &random)) }
            members[Int.random(in: 0..<count, using: &random)] = 3333
            asns += members
            runs.append(ASPath.Run(kind: kind, count: count))
        }
        return ASPath(asns: asns, runs: runs)
    }

    /// What an attacker sends before.
    private static func fill(_ detection: inout Scenario, _ random: inout SeededGenerator) {
        let number = Int.random(in: 1...5, using: &random)
        let other = ASN(UInt32.random(in: 700...705, using: &random))
        let third = Int.random(in: 0...9, using: &random)
        switch Int.random(in: 0...4, using: &random) {
        case 0: _ = detection.announce("193.0.0.0/16", [1299, other], by: number)
        case 1: _ = detection.announce("193.0.\(third).0/24", [1299, other], by: number)
        case 2: _ = detection.announce("193.0.\(third).0/24", [other, 3333], by: number)
        case 3: _ = detection.announce("193.0.\(third).0/24", [1299, 3333], by: number)
        default: _ = detection.announce("2001:67c:\(third)::/48", [other, 3333], by: number)
        }
    }
}
