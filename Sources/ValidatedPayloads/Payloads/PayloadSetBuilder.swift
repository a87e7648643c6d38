import NumberResources
import TextFormats

/// Collects payloads in any order and makes a set of them.
///
/// Duplicates are recognized by content alone: a VRP or router key from several objects is in the set once, with all of
/// them as sources. ASPAs of the same customer are merged into one that names the providers of all
/// (draft-ietf-sidrops-aspa-profile section 5.2).
public struct PayloadSetBuilder: Sendable {
    struct Row<Payload: Comparable & Sendable>: Sendable {
        var payload: Payload
        var source: PayloadSourceID
    }

    var vrps: [Row<VRP>] = []
    var aspas: [Row<ASPA>] = []
    var routerKeys: [Row<RouterKey>] = []
    /// Customers that the set it continues has left out already.
    let overflowedCustomers: [ASN]
    private var sourceBuilder: PayloadSourceTable.Builder
    /// The table whose numbers mean the same here.
    private let base: PayloadSourceTable?

    public init() {
        sourceBuilder = PayloadSourceTable.Builder()
        overflowedCustomers = []
        base = nil
    }

    /// A builder that knows the sources of a set, so that rows of it are added without a look at them.
    init(forRowsOf set: PayloadSet) {
        sourceBuilder = PayloadSourceTable.Builder(extending: set.sources)
        overflowedCustomers = set.overflowedCustomers
        base = set.sources
    }

    var sources: PayloadSourceTable {
        if let base, base.count == sourceBuilder.records.count { base } else { sourceBuilder.table }
    }

    public mutating func reserveCapacity(vrps count: Int) {
        vrps.reserveCapacity(count)
    }
}

extension PayloadSetBuilder {
    /// Takes note of a source, once however often it is given.
    public mutating func source(_ source: PayloadSource) -> PayloadSourceID {
        sourceBuilder.intern(source)
    }

    /// As `source`, for one of which no more is known.
    mutating func source(trustAnchor: String, expires: UnixTime?) -> PayloadSourceID {
        sourceBuilder.intern(trustAnchor: trustAnchor, expires: expires)
    }

    /// - Precondition: `source` was given by this builder.
    public mutating func add(_ vrp: VRP, source: PayloadSourceID) {
        vrps.append(Row(payload: vrp, source: source))
    }

    /// - Precondition: `source` was given by this builder.
    public mutating func add(_ aspa: ASPA, source: PayloadSourceID) {
        aspas.append(Row(payload: aspa, source: source))
    }

    /// - Precondition: `source` was given by this builder.
    public mutating func add(_ key: RouterKey, source: PayloadSourceID) {
        routerKeys.append(Row(payload: key, source: source))
    }

    public mutating func add(_ vrp: VRP, source: PayloadSource) {
        add(vrp, source: self.source(source))
    }

    public mutating func add(_ aspa: ASPA, source: PayloadSource) {
        add(aspa, source: self.source(source))
    }

    public mutating func add(_ key: RouterKey, source: PayloadSource) {
        add(key, source: self.source(source))
    }
}

extension PayloadSetBuilder {
    /// Adds a row with all its sources, translating them if they are in another table.
    mutating func add(_ vrp: VRP, sources: PayloadSources) {
        if base === sources.table, sources.others.isEmpty { return add(vrp, source: sources.primary) }
        for id in ids(of: sources) { add(vrp, source: id) }
    }

    mutating func add(_ aspa: ASPA, sources: PayloadSources) {
        for id in ids(of: sources) { add(aspa, source: id) }
    }

    mutating func add(_ key: RouterKey, sources: PayloadSources) {
        for id in ids(of: sources) { add(key, source: id) }
    }

    private mutating func ids(of sources: PayloadSources) -> [PayloadSourceID] {
        if base === sources.table { return [sources.primary] + sources.others }
        return sources.map { source($0) }
    }
}
