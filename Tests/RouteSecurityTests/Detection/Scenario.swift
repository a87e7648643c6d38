import BGPMessages
import NumberResources
import RouteSecurity
import Testing
import ValidatedPayloads

/// A detector with a clock and a feed, told in short lines what happens.
struct Scenario {
    static let start = BGPTime(seconds: 1_770_000_000)

    var detector: RouteDetector
    private(set) var now = Scenario.start
    let feed: FeedID

    /// Own AS 3333 with 193.0.0.0/16, an upstream 1299 and 174, a peer 6939, a customer 2121.
    static func configuration() -> DetectionConfiguration {
        DetectionConfiguration(
            asns: [3333], prefixes: [.init(prefix("193.0.0.0/16")), .init(prefix("2001:67c::/32"))],
            upstreams: [1299, 174], peers: [6939], customers: [2121])
    }

    static func prefix(_ text: String) -> IPPrefix {
        IPPrefix(text) ?? IPPrefix(IPAddress(ipv4: 0))
    }

    static func peer(_ number: Int) -> BGPPeer {
        BGPPeer(address: IPAddress(ipv4: 0x5000_0000 + UInt32(number)), asn: ASN(50_000 + UInt32(number)))
    }

    static func payloads(
        _ vrps: [(String, UInt8, ASN)], aspas: [ASPA] = [], trustAnchor: String = "ripe",
        expires: BGPTime? = nil
    ) -> PayloadSet {
        var builder = PayloadSetBuilder()
        let source = PayloadSource.object(.init(trustAnchor: trustAnchor, expires: expires?.date))
        for (text, maxLength, asn) in vrps {
            builder.add(VRP(prefix: prefix(text), maxLength: maxLength, asn: asn), source: source)
        }
        for aspa in aspas { builder.add(aspa, source: source) }
        return builder.build()
    }

    init(
        _ configuration: DetectionConfiguration = Scenario.configuration(), payloads: PayloadSet? = nil,
        limits: DetectionLimits = DetectionLimits()
    ) {
        detector = RouteDetector(configuration, payloads: payloads, at: Scenario.start, limits: limits)
        feed = detector.addFeed("rrc00", silentAfter: 0)
    }

    /// Goes on with what `snapshot` kept.
    init(
        _ configuration: DetectionConfiguration = Scenario.configuration(), continuing snapshot: RouteDetector.Snapshot,
        payloads: PayloadSet? = nil, at time: BGPTime
    ) {
        detector = RouteDetector(configuration, continuing: snapshot, payloads: payloads, at: time)
        feed = detector.addFeed("rrc00", silentAfter: 0)
        now = time
    }

    mutating func wait(_ seconds: Int) -> [AlertChange] {
        now = BGPTime(microseconds: now.microseconds + Int64(seconds) * 1_000_000)
        return detector.advance(to: now)
    }

    mutating func announce(
        _ text: String, _ path: [ASN], by number: Int = 1, otc: ASN? = nil, pathID: UInt32? = nil,
        at time: BGPTime? = nil
    ) -> [AlertChange] {
        var attributes = PathAttributes()
        attributes.asPath = ASPath([Scenario.peer(number).asn] + path)
        attributes.onlyToCustomer = otc
        return detector.receive(
            RouteEvent(
                time: time ?? now, peer: Scenario.peer(number), prefix: Scenario.prefix(text), pathID: pathID,
                action: .announce(attributes)), feed: feed)
    }

    mutating func withdraw(
        _ text: String, by number: Int = 1, pathID: UInt32? = nil, at time: BGPTime? = nil
    ) -> [AlertChange] {
        detector.receive(
            RouteEvent(
                time: time ?? now, peer: Scenario.peer(number), prefix: Scenario.prefix(text), pathID: pathID,
                action: .withdraw), feed: feed)
    }

    mutating func peerDown(_ number: Int = 1) -> [AlertChange] {
        detector.peerDown(Scenario.peer(number), feed: feed)
    }

    mutating func peerUp(_ number: Int = 1) -> [AlertChange] {
        detector.peerUp(Scenario.peer(number), feed: feed)
    }

    mutating func endOfTable(_ number: Int = 1) -> [AlertChange] {
        detector.endOfTable(Scenario.peer(number), feed: feed)
    }
}

extension [AlertChange] {
    /// `raised sub-prefix-origin`
    var words: [String] {
        map { "\($0.kind.rawValue) \($0.alert.key.alertClass.rawValue)" }
    }
}
