public import NumberResources

/// The result of validation: VRPs, ASPAs and router keys, each kind in canonical order and without duplicates, each
/// payload with its source objects.
///
/// ```swift
/// var builder = PayloadSetBuilder()
/// let source = builder.source(.object(.init(trustAnchor: "ripe", expires: expires)))
/// builder.add(VRP(prefix: prefix, maxLength: 24, asn: 64496), source: source)
/// let set = builder.build()
/// ```
///
/// 700,000 VRPs from 300,000 objects take some 60 MB.
public struct PayloadSet: Sendable {
    /// Ascending.
    public let vrps: [VRP]
    /// Ascending, one for each customer.
    public let aspas: [ASPA]
    /// Ascending.
    public let routerKeys: [RouterKey]
    /// Customers whose ASPAs together name too many providers, so that none of them counts
    /// (draft-ietf-sidrops-aspa-profile section 5.5), ascending.
    public let overflowedCustomers: [ASN]

    let vrpSources: PayloadSourceColumn
    let aspaSources: PayloadSourceColumn
    let routerKeySources: PayloadSourceColumn
    package let sources: PayloadSourceTable

    init(
        vrps: [VRP], aspas: [ASPA], routerKeys: [RouterKey], overflowedCustomers: [ASN],
        vrpSources: PayloadSourceColumn, aspaSources: PayloadSourceColumn, routerKeySources: PayloadSourceColumn,
        sources: PayloadSourceTable
    ) {
        self.vrps = vrps
        self.aspas = aspas
        self.routerKeys = routerKeys
        self.overflowedCustomers = overflowedCustomers
        self.vrpSources = vrpSources
        self.aspaSources = aspaSources
        self.routerKeySources = routerKeySources
        self.sources = sources
    }

    /// The empty set.
    public init() {
        self.init(
            vrps: [], aspas: [], routerKeys: [], overflowedCustomers: [], vrpSources: PayloadSourceColumn(),
            aspaSources: PayloadSourceColumn(), routerKeySources: PayloadSourceColumn(),
            sources: PayloadSourceTable(records: [], names: [""], lastParts: []))
    }
}

extension PayloadSet {
    public var isEmpty: Bool {
        vrps.isEmpty && aspas.isEmpty && routerKeys.isEmpty
    }

    /// The number of payloads of each kind.
    public var counts: PayloadCounts {
        PayloadCounts(vrps: vrps.count, aspas: aspas.count, routerKeys: routerKeys.count)
    }

    /// True if both hold the same payloads, from wherever.
    public func hasSameContent(as other: PayloadSet) -> Bool {
        vrps == other.vrps && aspas == other.aspas && routerKeys == other.routerKeys
    }
}
