public import NumberResources
public import ValidatedPayloads

/// The known business relations between ASes.
///
/// ```swift
/// var relations = ASRelations(set.aspas)
/// relations.set(64496, isTo: 64500, .provider)
/// relations.leaks(in: path)
/// ```
public struct ASRelations: Sendable {
    /// An AS and its neighbour, in one number.
    private var roles: [UInt64: NeighbourRole] = [:]

    public init() {}

    /// The relations that ASPAs attest. Two ASes that name each other are left out: which of them is the customer
    /// depends on the route.
    public init(_ aspas: some Sequence<ASPA>) {
        let aspas = Array(aspas)
        let table = ProviderTable(aspas)
        for aspa in aspas {
            for provider in aspa.providers
            where provider != 0 && table.authorization(provider, aspa.customer) != .provider {
                set(provider, isTo: aspa.customer, .provider)
            }
        }
    }

    private static func key(_ neighbour: ASN, _ asn: ASN) -> UInt64 {
        UInt64(asn.rawValue) << 32 | UInt64(neighbour.rawValue)
    }

    /// The number of pairs whose relation is known.
    public var count: Int {
        roles.count / 2
    }

    /// Takes note that `neighbour` is `role` to `asn`; what was known of the two is forgotten.
    public mutating func set(_ neighbour: ASN, isTo asn: ASN, _ role: NeighbourRole) {
        roles[ASRelations.key(neighbour, asn)] = role
        roles[ASRelations.key(asn, neighbour)] = role.reversed
    }

    /// The role of `neighbour` towards `asn`; `nil` if it is not known.
    public func role(of neighbour: ASN, to asn: ASN) -> NeighbourRole? {
        roles[ASRelations.key(neighbour, asn)]
    }
}

extension NeighbourRole {
    /// The role of the receiving AS towards such a neighbour (RFC 9234 section 4.2).
    public var reversed: NeighbourRole {
        switch self {
        case .customer: .provider
        case .provider: .customer
        case .peer: .peer
        case .routeServer: .routeServerClient
        case .routeServerClient: .routeServer
        }
    }

    /// Whether routes of such a neighbour may be passed on to every neighbour, and every route to it.
    var isCustomer: Bool {
        self == .customer || self == .routeServerClient
    }
}
