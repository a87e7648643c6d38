import BGPMessages
import NumberResources
import Registries
import RouteSecurity
import SecurityEvents
import Testing
import ValidatedPayloads

/// What registries, and the paths of others, say of an offender.
@Suite("Detection: confidence by registries and customer cone") struct RegistryConfidenceTests {
    private static func rpsl(_ text: String) throws -> RoutingRegistryFile {
        try RoutingRegistryReader().read(Array(text.utf8))
    }

    private static func route(_ prefix: String, _ origin: Int, _ source: String = "RIPE") -> String {
        "\(prefix.contains(":") ? "route6" : "route"): \(prefix)\norigin: AS\(origin)\nsource: \(source)\n\n"
    }

    private static func organisation(_ asn: Int, _ key: String, _ source: String = "RIPE") -> String {
        "aut-num: AS\(asn)\norg: \(key)\nsource: \(source)\n\n"
    }

    private static func delegated(_ records: String...) throws -> DelegatedFile {
        let text =
            "2|ripencc|20260316|\(records.count)|19830705|20260316|+0000\n" + records.joined(separator: "\n") + "\n"
        return try DelegatedStatisticsReader().read(Array(text.utf8))
    }

    private static func scenario(
        _ rpsl: String = "", delegated: [DelegatedFile] = [], payloads: PayloadSet? = nil,
        _ configuration: DetectionConfiguration = Scenario.configuration()
    ) throws -> Scenario {
        var detection = Scenario(configuration, payloads: payloads)
        let routing = rpsl.isEmpty ? [] : [try Self.rpsl(rpsl)]
        _ = detection.detector.update(registered: RegisteredNetworks(routing: routing, delegated: delegated))
        return detection
    }

    private static func reasons(_ changes: [AlertChange]) -> String {
        changes.first?.alert.confidence?.reasons.joined(separator: "; ") ?? ""
    }

    // MARK: IRR

    @Test(
        "a route object that only the holder can have made lowers a hijack; one that anyone can make does not hide it")
    func routeObjects() throws {
        var own = try Self.scenario(Self.route("193.0.6.0/24", 666))
        let lowered = own.announce("193.0.6.0/24", [1299, 666])
        #expect(lowered.map(\.severity) == [.low])
        #expect(Self.reasons(lowered).contains("route objects of RIPE name AS666"))
        var anyones = try Self.scenario(Self.route("193.0.6.0/24", 666, "RADB"))
        let raised = anyones.announce("193.0.6.0/24", [1299, 666])
        #expect(raised.map(\.severity) == [.critical])
        #expect(Self.reasons(raised).contains("route objects of RADB name AS666, but anyone can register there"))
    }

    @Test("what is RPKI-invalid is not made less sure by a route object") func againstROAs() throws {
        var detection = try Self.scenario(
            Self.route("193.0.0.0/16", 666), payloads: Scenario.payloads([("193.0.0.0/16", 16, 3333)]))
        let raised = detection.announce("193.0.0.0/16", [1299, 666])
        #expect(raised.map(\.severity) == [.high])
        #expect(raised.first?.alert.confidence?.level == .high)
        #expect(Self.reasons(raised).contains("counts for nothing against the ROAs"))
    }

    @Test("objects of others make a hijack surer; where there are none, that is said; without registries, nothing is")
    func others() throws {
        var named = try Self.scenario(Self.route("193.0.0.0/16", 3333))
        let raised = named.announce("193.0.0.0/16", [1299, 666])
        #expect(raised.first?.alert.confidence?.level == .high)
        #expect(Self.reasons(raised).contains("route objects name AS3333, not AS666"))
        var unnamed = try Self.scenario(Self.route("8.8.8.0/24", 15_169))
        let none = unnamed.announce("193.0.0.0/16", [1299, 666])
        #expect(none.first?.alert.confidence?.level == .medium)
        #expect(Self.reasons(none).contains("no route object covers it"))
        var without = try Self.scenario()
        #expect(!Self.reasons(without.announce("193.0.0.0/16", [1299, 666])).contains("route object"))
        // Not about an origin.
        #expect(!Self.reasons(named.announce("193.0.0.0/16", [667, 3333], by: 2)).contains("route object"))
    }

    @Test("all that the offender announces has to be registered") func allOfIt() throws {
        var detection = try Self.scenario(Self.route("193.0.6.0/24", 666))
        #expect(detection.announce("193.0.6.0/24", [1299, 666]).map(\.severity) == [.low])
        _ = detection.announce("193.0.7.0/24", [1299, 666])
        let updated = detection.wait(3_600)
        #expect(updated.first?.alert.severity ?? .low > .low)
    }

    // MARK: Organisation and holder

    @Test("an AS of our organisation lowers its alert, where the registry checks that") func organisations() throws {
        let text = Self.organisation(3333, "ORG-X1-RIPE") + Self.organisation(666, "ORG-X1-RIPE")
        var same = try Self.scenario(text)
        let raised = same.announce("193.0.0.0/16", [1299, 666])
        #expect(raised.map(\.severity) == [.low])
        #expect(
            Self.reasons(raised).contains("AS666 and our AS3333 are of one organisation: ORG-X1-RIPE in RIPE"))
        #expect(same.announce("193.0.0.0/16", [666, 3333], by: 2).map(\.severity) == [.low])
        #expect(same.announce("193.0.0.0/16", [1299, 667], by: 3).map(\.severity) == [.high])
        let claimed = Self.organisation(3333, "ORG-X1", "RADB") + Self.organisation(666, "ORG-X1", "RADB")
        var anyones = try Self.scenario(claimed)
        #expect(anyones.announce("193.0.0.0/16", [1299, 666]).map(\.severity) == [.high])
    }

    @Test("an AS of the holder of our AS or of the prefix, by delegated files") func holders() throws {
        let ours = try Self.delegated(
            "ripencc|NL|asn|3333|1|19930901|allocated|a-b-c", "ripencc|NL|asn|666|1|19930901|allocated|a-b-c",
            "ripencc|NL|asn|667|1|19930901|allocated|d-e-f")
        var same = try Self.scenario(delegated: [ours])
        let raised = same.announce("193.0.0.0/16", [1299, 666])
        #expect(raised.map(\.severity) == [.low])
        #expect(Self.reasons(raised).contains("of one organisation: a-b-c in the delegated file of ripencc"))
        #expect(same.announce("193.0.0.0/16", [1299, 667], by: 2).map(\.severity) == [.high])
        let addresses = try Self.delegated(
            "ripencc|NL|asn|666|1|19930901|allocated|g", "ripencc|NL|ipv4|193.0.0.0|32768|19930901|allocated|g",
            "ripencc|NL|ipv4|193.0.128.0|32768|19930901|assigned|g")
        var holder = try Self.scenario(delegated: [addresses])
        let held = holder.announce("193.0.0.0/16", [1299, 666])
        #expect(held.map(\.severity) == [.low])
        #expect(Self.reasons(held).contains("AS666 and 193.0.0.0/16 have one holder: g"))
    }

    @Test("a holder of many AS numbers may be a national registry: that two are of it says nothing") func national()
        throws
    {
        for (count, severity) in [(64, EventSeverity.low), (65, .high)] {
            let file = try Self.delegated(
                "ripencc|NL|asn|660|\(count - 1)|19930901|allocated|n", "ripencc|NL|asn|3333|1|19930901|allocated|n")
            var detection = try Self.scenario(delegated: [file])
            #expect(detection.announce("193.0.0.0/16", [1299, 666]).map(\.severity) == [severity])
        }
    }

    @Test("a leak by an AS of our organisation stays a leak") func leak() throws {
        let text = Self.organisation(3333, "ORG-X1-RIPE") + Self.organisation(2121, "ORG-X1-RIPE")
        var detection = try Self.scenario(text)
        let raised = detection.announce("193.0.0.0/16", [174, 2121, 3333])
        #expect(raised.words == ["raised route-leak"])
        #expect(!Self.reasons(raised).contains("organisation"))
    }

    // MARK: Registered holder of a less specific

    @Test("a less specific by its registered holder is no alert, by the delegated files or a route object")
    func superPrefix() throws {
        var configuration = Scenario.configuration()
        configuration.checks = [.superPrefixOrigin]
        let file = try Self.delegated(
            "ripencc|NL|asn|666|1|19930901|allocated|h", "ripencc|NL|ipv4|193.0.0.0|1048576|19930901|allocated|h")
        for (rpsl, delegated, words) in [
            ("", [file], []), (Self.route("193.0.0.0/12", 666), [], []), ("", [], ["raised super-prefix-origin"]),
            (Self.route("193.0.0.0/12", 666, "RADB"), [], ["raised super-prefix-origin"]),
            (Self.route("193.0.0.0/8", 666), [], ["raised super-prefix-origin"]),
            (Self.route("193.0.0.0/12", 667), [], ["raised super-prefix-origin"]),
        ] as [(String, [DelegatedFile], [String])] {
            var detection = try Self.scenario(rpsl, delegated: delegated, configuration)
            _ = detection.wait(700)
            #expect(detection.announce("193.0.0.0/12", [1299, 666]).words == words, "\(rpsl)")
        }
    }

    @Test("files that are read later withdraw what they explain, and make others less sure") func later() throws {
        var configuration = Scenario.configuration()
        configuration.checks = [.superPrefixOrigin]
        var detection = Scenario(configuration)
        _ = detection.wait(700)
        #expect(detection.announce("193.0.0.0/12", [1299, 666]).words == ["raised super-prefix-origin"])
        #expect(detection.announce("193.0.6.0/24", [1299, 667]).map(\.severity) == [.critical])
        let file = try Self.rpsl(Self.route("193.0.0.0/12", 666) + Self.route("193.0.6.0/24", 667))
        let changes = detection.detector.update(registered: RegisteredNetworks(routing: [file]))
        #expect(Set(changes.words) == ["withdrawn super-prefix-origin", "updated sub-prefix-origin"])
        #expect(changes.first { $0.kind == .updated }?.severity == .low)
        // The same again is nothing new, and without it all is as before.
        #expect(detection.detector.update(registered: RegisteredNetworks(routing: [file])).isEmpty)
        let without = detection.detector.update(registered: RegisteredNetworks())
        #expect(without.first { $0.alert.key.alertClass == .subPrefixOrigin }?.severity == .critical)
    }

    // MARK: Customer cone

    /// A network behind a customer of ours, in the first tables of some peers.
    private static func withCone(_ peers: Int, _ configuration: DetectionConfiguration = Scenario.configuration())
        -> Scenario
    {
        var detection = Scenario(configuration)
        for peer in 1...max(1, peers) where peers > 0 {
            _ = detection.announce("8.8.8.0/24", [1299, 3333, 2121, 64_499], by: peer)
        }
        return detection
    }

    @Test("a network that the first tables show behind us lowers its alert, at as many peers as have to see it")
    func cone() {
        var configuration = Scenario.configuration()
        configuration.thresholds.minPeers = 2
        func severities(_ detection: inout Scenario) -> [EventSeverity] {
            (5...6).flatMap { detection.announce("193.0.6.0/24", [174, 64_499], by: $0) }.map(\.severity)
        }
        var known = Self.withCone(2, configuration)
        #expect(severities(&known) == [.low, .low])
        #expect(
            known.detector.alerts.first?.confidence?.reasons.contains {
                $0.contains("AS64499 is in our customer cone: behind us at 2 peers in the first tables")
            } == true)
        var seenOnce = Self.withCone(1, configuration)
        #expect(severities(&seenOnce) == [.low, .critical])
        var unknown = Self.withCone(0, configuration)
        #expect(severities(&unknown) == [.low, .critical])
    }

    @Test("a neighbour in the cone is not a fake; one that shows itself behind us only now is not in it")
    func neighbour() {
        var known = Self.withCone(1)
        #expect(known.announce("193.0.0.0/16", [64_499, 3333], by: 5).map(\.severity) == [.low])
        // After the first tables it takes a week.
        var late = Scenario()
        _ = late.announce("9.9.9.0/24", [1299, 42], by: 1)
        _ = late.wait(700)
        _ = late.announce("8.8.8.0/24", [1299, 3333, 2121, 64_499], by: 1)
        #expect(late.announce("193.0.6.0/24", [174, 64_499], by: 1).map(\.severity) == [.critical])
        _ = late.wait(604_800)
        #expect(late.announce("193.0.7.0/24", [174, 2121], by: 1).map(\.severity) == [.low])
    }

    @Test("a path that its maker has put us into, and one through us from above, show nothing behind us") func forged()
    {
        var detection = Scenario()
        _ = detection.announce("8.8.8.0/24", [1299, 666, 3333, 666], by: 1)
        _ = detection.announce("8.8.4.0/24", [1299, 3333, 6939, 667], by: 1)
        #expect(detection.announce("193.0.6.0/24", [174, 666], by: 2).map(\.severity) == [.critical])
        #expect(detection.announce("193.0.7.0/24", [174, 667], by: 2).map(\.severity) == [.critical])
    }
}
