internal import NumberResources

/// Who is connected with whom, and who pays whom: customers, peers and providers (RFC 7908 section 2).
struct DemoTopology: Sendable {
    /// What a neighbour is to an AS.
    enum Relation: Int, Sendable, Comparable {
        case customer = 1
        case peer = 2
        case provider = 3

        static func < (left: Relation, right: Relation) -> Bool { left.rawValue < right.rawValue }
    }

    /// A connection of two ASes, in either order.
    struct Link: Hashable, Sendable {
        let lower: ASN
        let upper: ASN

        init(_ one: ASN, _ other: ASN) {
            (lower, upper) = (min(one, other), max(one, other))
        }
    }

    /// The neighbours of each AS, by their numbers.
    private(set) var neighbours: [ASN: [(asn: ASN, relation: Relation)]] = [:]

    /// All ASes, ascending.
    var asns: [ASN] { neighbours.keys.sorted() }

    func providers(of asn: ASN) -> [ASN] {
        (neighbours[asn] ?? []).filter { $0.relation == .provider }.map(\.asn)
    }

    private mutating func connect(_ customer: ASN, to providers: [ASN]) {
        for provider in providers {
            neighbours[customer, default: []].append((provider, .provider))
            neighbours[provider, default: []].append((customer, .customer))
        }
    }

    private mutating func peer(_ one: ASN, with others: [ASN]) {
        for other in others where other != one {
            neighbours[one, default: []].append((other, .peer))
            neighbours[other, default: []].append((one, .peer))
        }
    }
}

extension DemoTopology {
    /// The upstreams of the Faro islands, and the peers of their carrier at the exchange.
    static let faroUpstreams: [ASN] = [4_200_000_001, 4_200_000_002, 4_200_000_003]
    static let faroPeers: [ASN] = [64_600, 64_700]
    /// A customer of two backbones that will leak the routes of one to the other.
    static let leaker: ASN = 64_801
    /// The backbone from which it has them, and the one that it gives them to.
    static let leak = (from: ASN(4_200_000_001), to: ASN(4_200_000_003))

    init(_ organisations: [DemoOrganisation], chance: DemoChance) {
        let backbones = NeighbourOrganisations.backbones
        for (index, backbone) in backbones.enumerated() { peer(backbone, with: Array(backbones[(index + 1)...])) }
        let providers: [(ASN, [Int])] = [
            (64_600, [0, 1]), (64_601, [1, 3]), (64_602, [0, 3]), (64_700, [1, 2]), (64_701, [0, 2]), (64_800, [2]),
            (DemoTopology.leaker, [0, 2]),
        ]
        for (asn, places) in providers { connect(asn, to: places.map { backbones[$0] }) }
        peer(64_600, with: [64_700])
        for organisation in organisations where organisation.place != .faro && organisation.kind == .edge {
            connectEdge(organisation, chance)
        }
        connectFaro(organisations)
        for asn in neighbours.keys { neighbours[asn]?.sort { $0.asn < $1.asn } }
    }

    private mutating func connectEdge(_ organisation: DemoOrganisation, _ chance: DemoChance) {
        let asn = organisation.asns[0]
        let there = NeighbourOrganisations.providers.first { $0.place == organisation.place }?.asns ?? []
        // The one that will leak has no customers, so that what is planted has one cause.
        let usable = there.filter { $0 != DemoTopology.leaker }
        let first = chance.choice("provider \(asn)", of: usable)
        let others = usable.filter { $0 != first }
        let isMultihomed = !others.isEmpty && chance.isSo("multihomed \(asn)", percent: 40)
        connect(asn, to: [first] + (isMultihomed ? [chance.choice("second \(asn)", of: others)] : []))
    }

    private mutating func connectFaro(_ organisations: [DemoOrganisation]) {
        connect(64_498, to: Array(DemoTopology.faroUpstreams[..<2]))
        connect(64_499, to: [64_498, DemoTopology.faroUpstreams[2]])
        connect(64_500, to: [64_498, DemoTopology.faroUpstreams[2]])
        connect(64_501, to: [64_498, 64_499])
        peer(64_498, with: DemoTopology.faroPeers)
        connect(64_497, to: [64_498, 64_499])
        connect(64_504, to: [64_497, 64_498])
        for organisation in organisations where organisation.place == .faro {
            guard let asn = organisation.asns.first, neighbours[asn] == nil else { continue }
            connect(asn, to: [64_498])
        }
    }
}
