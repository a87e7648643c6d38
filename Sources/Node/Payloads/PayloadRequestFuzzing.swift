internal import HTTPService
internal import TextFormats

/// Conditions that must hold for any octets, for fuzzers.
@_spi(Fuzzing) public enum PayloadRequestFuzzing {
    /// Traps where a promise of the readers of requests does not hold: of targets, hosts, queries and headers, and of a list of
    /// routes and a filter of payloads.
    public static func check(_ octets: [UInt8]) {
        RequestFuzzing.check(octets)
        let limits = APILimits()
        if let list = try? RouteList(json: octets, limits: limits) {
            precondition(list.routes.count <= limits.routes, "more routes than the limit")
            let written = JSONWriter.object(.compact) { json in
                json.array("routes", list.routes) { route, json in
                    json.member("asn", "\(route.origin)")
                    json.member("prefix", "\(route.prefix)")
                }
            }
            // In what is written, a route may be longer than it was.
            if written.count <= limits.http.requestBody {
                let again = try? RouteList(json: written, limits: limits)
                precondition(again?.routes == list.routes, "what was written is read otherwise")
            }
        }
        let text = String(decoding: octets, as: UTF8.self)
        guard let query = try? QueryParameters(text, limit: 64) else { return }
        if let filter = try? PayloadFilter(query) {
            let again = try? PayloadFilter(query)
            precondition(again == filter, "the same query is read otherwise")
            _ = filter.selection
        }
        for parameter in query.parameters {
            guard let route = try? RouteQuery(asn: parameter.name, prefix: parameter.value) else { continue }
            let again = try? RouteQuery(asn: "\(route.origin)", prefix: "\(route.prefix)")
            precondition(again == route, "what was written is read otherwise")
        }
    }
}
