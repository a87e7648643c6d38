import BGPMessages
import NumberResources

/// A configuration made ready for lookups.
struct OwnResources: Sendable {
    struct Own: Sendable {
        let prefix: IPPrefix
        /// The ASes that may originate it; none where empty.
        let origins: [ASN]
    }

    let configuration: DetectionConfiguration
    /// In order, each prefix once.
    let prefixes: [Own]
    let table: PrefixTable<Int32>
    let asns: Set<ASN>
    /// The own AS numbers again, for a look at each AS number of a path.
    private let few: [ASN]
    let upstreams: Set<ASN>
    let peers: Set<ASN>
    let customers: Set<ASN>
    let neighbours: Set<ASN>
    /// All ASes that the configuration permits as origins.
    let origins: Set<ASN>
    private let covering: CoveringPrefixes
    let links: [ASN: Set<ASN>]
    let transitFree: Set<ASN>
    let pathRules: PathRules
    /// Whether an AS next to us can be a neighbour that is not configured; `nil` where that is not known.
    let peering: PeeringPolicy?
    /// Own numbers or prefixes are such as have no place in the Internet: a laboratory, where that says nothing.
    let hasReservedASNs: Bool

    init(_ configuration: DetectionConfiguration, bogons: Bogons = Bogons()) {
        self.configuration = configuration
        asns = Set(configuration.asns)
        few = asns.sorted()
        var permitted: [IPPrefix: [ASN]] = [:]
        for own in configuration.prefixes { permitted[own.prefix] = own.origins ?? configuration.asns }
        prefixes = permitted.sorted { $0.key < $1.key }.map { Own(prefix: $0.key, origins: $0.value) }
        table = PrefixTable(prefixes.enumerated().map { (prefix: $0.element.prefix, value: Int32($0.offset)) })
        upstreams = Set(configuration.upstreams)
        peers = Set(configuration.peers)
        customers = Set(configuration.customers)
        neighbours = upstreams.union(peers).union(customers).union(asns)
        self.origins = Set(prefixes.flatMap(\.origins)).union(asns)
        covering = CoveringPrefixes(configuration.checks.contains(.superPrefixOrigin) ? prefixes.map(\.prefix) : [])
        links = configuration.links.mapValues { Set($0) }
        transitFree = Set(configuration.transitFree)
        pathRules = PathRules(forbidden: configuration.forbiddenInPath, required: configuration.requiredInPath)
        peering = configuration.peering ?? (peers.isEmpty ? nil : .closed)
        let known = asns.union(neighbours).union(prefixes.flatMap(\.origins))
        hasReservedASNs = known.contains { bogons.isReserved($0) }
    }

    /// The most specific monitored prefix that covers `prefix`.
    func index(covering prefix: IPPrefix) -> Int32? {
        table.longestMatch(prefix)?.values.first
    }

    func index(of prefix: IPPrefix) -> Int32? {
        table.values(of: prefix).first
    }

    /// A monitored prefix that lies in `prefix` and is not `prefix`, where such prefixes are looked at.
    func index(below prefix: IPPrefix) -> Int32? {
        covering[prefix]
    }

    func isExact(_ prefix: IPPrefix, _ own: Int32) -> Bool {
        prefixes[Int(own)].prefix == prefix
    }

    /// Whether one of our AS numbers is in `path`.
    func isIn(_ path: ASPath) -> Bool {
        switch few.count {
        case 0: return false
        case 1...4:
            for asn in path.asns {
                for own in few where own == asn { return true }
            }
            return false
        default: return path.asns.contains { asns.contains($0) }
        }
    }

    func isExcluded(_ peer: BGPPeer) -> Bool {
        configuration.excludedPeers.contains { filter in
            (filter.asn != nil || filter.address != nil) && (filter.asn.map { $0 == peer.asn } ?? true)
                && (filter.address.map { $0 == peer.address } ?? true)
        }
    }
}
