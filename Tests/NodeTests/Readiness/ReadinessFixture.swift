import BGPMessages
import DeskStore
import FoundationEssentials
import Logging
import NumberResources
import Registries
import RouteSecurity

@testable import Node

/// Routes, registries and results that the tests of readiness share.
enum ReadinessFixture {
    static func prefix(_ text: String) -> IPPrefix {
        guard let prefix = IPPrefix(text) else { preconditionFailure("not a prefix: \(text)") }
        return prefix
    }

    static func peer(_ number: UInt32) -> BGPPeer {
        BGPPeer(address: IPAddress(leftAligned: UInt128(number) << 96, family: .ipv4), asn: ASN(number))
    }

    static func announcement(_ prefix: IPPrefix, _ origin: UInt32, peer number: UInt32) -> RouteEvent {
        var attributes = PathAttributes()
        attributes.asPath = ASPath([ASN(number), ASN(origin)])
        return RouteEvent(
            time: BGPTime(APIFixture.start), peer: peer(number), prefix: prefix, action: .announce(attributes))
    }

    static func withdrawal(_ prefix: IPPrefix, peer number: UInt32) -> RouteEvent {
        RouteEvent(time: BGPTime(APIFixture.start), peer: peer(number), prefix: prefix, action: .withdraw)
    }

    /// Two networks of Mauritius, and one of Tonga.
    static let delegated = """
        2|afrinic|20260314|4|19930501|20260314|+0000
        afrinic|MU|asn|30844|1|20040101|allocated|a
        afrinic|MU|asn|33764|1|20040101|allocated|b
        apnic|TO|asn|38201|1|20040101|allocated|c
        afrinic|MU|ipv4|193.0.0.0|131072|20040101|allocated|a
        """

    /// AS30844 has four routes, of which one is valid and one invalid; AS33764 one, which is valid; AS38201 two without a ROA.
    static let routes: [(prefix: String, origin: UInt32)] = [
        ("193.0.0.0/24", 30_844), ("193.0.1.0/24", 30_844), ("193.0.2.0/24", 30_844), ("193.0.3.0/24", 30_844),
        ("193.1.0.0/16", 33_764), ("194.0.0.0/24", 38_201), ("194.0.1.0/24", 38_201),
    ]
    static let vrps = ["193.0.0.0/24 AS30844", "193.0.1.0/24 AS33764", "193.1.0.0/16 AS33764"]

    static func receive(into seen: SeenRoutes, _ count: Int = routes.count) {
        let events = routes.prefix(count).map { announcement(prefix($0.prefix), $0.origin, peer: 1) }
        seen.receive([.routes(events)], of: "f", isRecording: true)
    }

    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// The result of the routes above on a day.
    static func stored(_ seen: SeenRoutes, at now: Date = APIFixture.start) throws -> ReadinessState.Current {
        let file = try DelegatedStatisticsReader().read(Array(delegated.utf8))
        let routes = seen.list(minimumPeers: 1, at: now)
        let computation = ReadinessComputation(
            routes: routes, payloads: APIFixture.set(vrps),
            files: .init(delegated: DelegatedStatistics([file]), delegatedDay: "20260314", registry: nil), scope: nil,
            bogons: { Bogons(unallocated: $0) })
        return .init(stored: computation.result(at: now), routes: routes)
    }
}
