internal import HTTPService
internal import NumberResources
internal import ValidatedPayloads

/// Which payloads a request wants.
///
/// Selections add up: what any of them selects is given. Without one, all is. A trust anchor and the kinds left out limit what
/// is left.
struct PayloadFilter: Hashable, Sendable {
    var asns: Set<ASN> = []
    var prefixes: [IPPrefix] = []
    /// True if a prefix selects the VRPs that it covers, in addition to those that cover it.
    var includesMoreSpecifics = false
    var trustAnchors: Set<String> = []
    var kinds = PayloadKinds.all

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

    /// True if it takes whole kinds of payloads, so that the answer is worth keeping for the next request.
    var isWhole: Bool {
        asns.isEmpty && prefixes.isEmpty && trustAnchors.isEmpty
    }

    private var selects: Bool {
        !asns.isEmpty || !prefixes.isEmpty
    }
}

extension PayloadFilter {
    var selection: PayloadSelection {
        var selection = PayloadSelection(kinds: kinds)
        if selects {
            let (asns, prefixes, includesMoreSpecifics) = (asns, prefixes, includesMoreSpecifics)
            selection.vrp = { vrp in
                asns.contains(vrp.asn)
                    || prefixes.contains { vrp.prefix.covers($0) || includesMoreSpecifics && $0.covers(vrp.prefix) }
            }
            selection.routerKey = { asns.contains($0.asn) }
            selection.aspa = { asns.contains($0.customer) }
        }
        if !trustAnchors.isEmpty {
            let trustAnchors = trustAnchors
            selection.trustAnchor = { trustAnchors.contains($0 ?? "N/A") }
        }
        return selection
    }
}
