internal import Hummingbird
internal import NumberResources
internal import ValidatedPayloads

/// Which payloads a request wants.
///
/// Selections add up: what any of them selects is given. Without one, all is. A trust anchor and the kinds left out limit what
/// is left.
struct PayloadFilter: Hashable, Sendable {
    struct Kinds: OptionSet, Hashable, Sendable {
        let rawValue: UInt8

        static let routeOrigins = Kinds(rawValue: 1)
        static let routerKeys = Kinds(rawValue: 2)
        static let aspas = Kinds(rawValue: 4)
        static let all: Kinds = [.routeOrigins, .routerKeys, .aspas]
    }

    var asns: Set<ASN> = []
    var prefixes: [IPPrefix] = []
    /// Whether a prefix selects what it covers, too, beside what covers it.
    var includesMoreSpecifics = false
    var trustAnchors: Set<String> = []
    var kinds = Kinds.all

    /// - Throws: `APIError` that names the parameter.
    init(_ query: QueryParameters) throws(APIError) {
        for parameter in query.parameters {
            switch parameter.name {
            case "select-asn", "filter-asn":
                guard let asn = ASN(parameter.value) else { throw .invalid(parameter.name, "not an AS number") }
                asns.insert(asn)
            case "select-prefix", "filter-prefix":
                prefixes.append(try RouteQuery.prefix(parameter.value, named: parameter.name))
            case "include":
                guard parameter.value == "more-specifics" else { throw .invalid("include", "not more-specifics") }
                includesMoreSpecifics = true
            case "exclude":
                switch parameter.value {
                case "routeOrigins": kinds.remove(.routeOrigins)
                case "routerKeys": kinds.remove(.routerKeys)
                case "aspas": kinds.remove(.aspas)
                default: throw .invalid("exclude", "not routeOrigins, routerKeys or aspas")
                }
            case "ta":
                trustAnchors.insert(parameter.value)
            default: throw .invalid(parameter.name, "no such parameter")
            }
        }
    }

    /// Whether it takes whole kinds of payloads, so that the answer is worth keeping for the next request.
    var isWhole: Bool {
        asns.isEmpty && prefixes.isEmpty && trustAnchors.isEmpty
    }

    private var selects: Bool {
        !asns.isEmpty || !prefixes.isEmpty
    }
}

extension PayloadFilter {
    func vrps(of set: PayloadSet) -> some Sequence<PayloadRow<VRP>> {
        let payloads = set.vrps
        return rows(set.vrpRows, .routeOrigins) { place in
            let vrp = payloads[place]
            return asns.contains(vrp.asn)
                || prefixes.contains { vrp.prefix.covers($0) || includesMoreSpecifics && $0.covers(vrp.prefix) }
        }
    }

    func routerKeys(of set: PayloadSet) -> some Sequence<PayloadRow<RouterKey>> {
        let payloads = set.routerKeys
        return rows(set.routerKeyRows, .routerKeys) { asns.contains(payloads[$0].asn) }
    }

    func aspas(of set: PayloadSet) -> some Sequence<PayloadRow<ASPA>> {
        let payloads = set.aspas
        return rows(set.aspaRows, .aspas) { asns.contains(payloads[$0].customer) }
    }

    private func rows<Payload>(
        _ rows: PayloadRows<Payload>, _ kind: Kinds, where isSelected: @escaping (Int) -> Bool
    ) -> some Sequence<PayloadRow<Payload>> {
        let places = kinds.contains(kind) ? rows.indices : 0..<0
        let selects = selects
        return places.lazy.filter { !selects || isSelected($0) }.map { rows[$0] }.filter { row in
            trustAnchors.isEmpty || trustAnchors.contains(row.sources.trustAnchor ?? "N/A")
        }
    }
}
