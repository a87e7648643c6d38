internal import HTTPService
internal import Hummingbird

extension PayloadsRoutes {
    /// VRPs of one answer that is made on a connection's own thread.
    private static let immediateVRPs = 256

    /// The answer about one route; `nil` where it is long.
    func immediate(_ route: RouteQuery) throws(APIError) -> ShortAnswer? {
        let answer = ValidityAnswer(try currentPayloads())
        guard answer.vrpCount(of: [route], limit: 0) <= PayloadsRoutes.immediateVRPs else { return nil }
        return ShortAnswer(answer.one(route), ContentType.json)
    }

    /// `/api/v1/validity/AS/PREFIX`, where the prefix has a `/` or its escape.
    func route(path: String, query: String?) throws(APIError) -> RouteQuery {
        try answers.parameters(query).allow()
        let route = path.utf8.dropFirst(PayloadsRoutes.validityPath.utf8.count)
            .split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let asn = PercentEncoding.decoded(route[0]) else { throw .invalid("asn", "not an AS number") }
        guard route.count > 1, let prefix = PercentEncoding.decoded(route[1]) else {
            throw .invalid("prefix", "not a prefix")
        }
        return try RouteQuery(asn: asn, prefix: prefix)
    }

    /// `/validity?asn=AS&prefix=PREFIX`
    func route(query: String?) throws(APIError) -> RouteQuery {
        let query = try answers.parameters(query)
        try query.allow(only: "asn", "prefix")
        guard let asn = try query.single("asn") else { throw .invalid("asn", "missing") }
        guard let prefix = try query.single("prefix") else { throw .invalid("prefix", "missing") }
        return try RouteQuery(asn: asn, prefix: prefix)
    }

    func validity(byPath request: Request, _ context: HTTPContext) async throws -> Response {
        try await validity([try route(path: request.uri.path, query: request.uri.query)], isList: false, context)
    }

    func validity(byQuery request: Request, _ context: HTTPContext) async throws -> Response {
        try await validity([try route(query: request.uri.query)], isList: false, context)
    }

    /// `POST /validity` with a list of routes.
    func validity(list request: Request, _ context: HTTPContext) async throws -> Response {
        try answers.query(request).allow()
        let (limits, share) = (limits, answers.held.share(for: context.client))
        let octets = try await answers.body(of: request, context.client, share)
        let read = await answers.workers.run { () -> Result<RouteList, APIError> in
            Result { () throws(APIError) in try RouteList(json: octets, limits: limits) }
        }
        guard let read else { throw APIError.ending }
        return try await validity(try read.get().routes, isList: true, context)
    }

    private func validity(_ routes: [RouteQuery], isList: Bool, _ context: HTTPContext) async throws -> Response {
        let answer = ValidityAnswer(try currentPayloads())
        let limit = (octets: limits.validityOctets, name: "validityOctets" as StaticString)
        let vrpLimit = limit.octets / ValidityPortions.octetsPerVRP
        guard let count = await answers.workers.run({ answer.vrpCount(of: routes, limit: vrpLimit) }) else {
            throw APIError.ending
        }
        guard count <= vrpLimit else { throw answers.tooLong(limit, context.client) }
        if !isList, count <= PayloadsRoutes.immediateVRPs, let route = routes.first {
            return ShortAnswer(answer.one(route), ContentType.json).response
        }
        return try await answers.portioned(
            ValidityPortions(answer, routes: routes, isList: isList), ContentType.json, context, limit: limit)
    }
}
