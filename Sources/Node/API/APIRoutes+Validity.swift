internal import Hummingbird

extension APIRoutes {
    /// What stands before the AS number and the prefix of a route.
    static let validityPath = "/api/v1/validity/"

    /// VRPs of one answer that is made on a connection's own thread.
    private static let immediateVRPs = 256

    /// The answer to a GET for a route's validity, which takes microseconds; `nil` where `target` is another path, or where the
    /// answer is long.
    func immediate(_ target: String) -> ShortAnswer? {
        let parts = target.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first.map({ String(Substring($0)) }) else { return nil }
        let query = parts.count > 1 ? String(Substring(parts[1])) : nil
        do throws(APIError) {
            let route: RouteQuery
            if path.utf8.starts(with: APIRoutes.validityPath.utf8) {
                route = try self.route(path: path, query: query)
            } else if path == "/validity" {
                route = try self.route(query: query)
            } else {
                return nil
            }
            let answer = ValidityAnswer(try published())
            guard answer.vrpCount(of: [route], limit: 0) <= APIRoutes.immediateVRPs else { return nil }
            return short(answer.one(route), ContentType.json)
        } catch {
            return error.answer
        }
    }

    /// `/api/v1/validity/AS/PREFIX`, where the prefix has a `/` or its escape.
    private func route(path: String, query: String?) throws(APIError) -> RouteQuery {
        try parameters(query).allow()
        let route = path.utf8.dropFirst(APIRoutes.validityPath.utf8.count)
            .split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let asn = PercentEncoding.decoded(route[0]) else { throw .invalid("asn", "not an AS number") }
        guard route.count > 1, let prefix = PercentEncoding.decoded(route[1]) else {
            throw .invalid("prefix", "not a prefix")
        }
        return try RouteQuery(asn: asn, prefix: prefix)
    }

    /// `/validity?asn=AS&prefix=PREFIX`
    private func route(query: String?) throws(APIError) -> RouteQuery {
        let query = try parameters(query)
        try query.allow(only: "asn", "prefix")
        guard let asn = try query.single("asn") else { throw .invalid("asn", "missing") }
        guard let prefix = try query.single("prefix") else { throw .invalid("prefix", "missing") }
        return try RouteQuery(asn: asn, prefix: prefix)
    }

    func validity(byPath request: Request, _ context: APIContext) async throws -> Response {
        try await validity([try route(path: request.uri.path, query: request.uri.query)], isList: false, context)
    }

    func validity(byQuery request: Request, _ context: APIContext) async throws -> Response {
        try await validity([try route(query: request.uri.query)], isList: false, context)
    }

    /// `POST /validity` with a list of routes.
    func validity(list request: Request, _ context: APIContext) async throws -> Response {
        try query(request).allow()
        let (limits, share) = (limits, held.share(for: context.client))
        let octets = try await body(of: request, context.client, share)
        let read = await workers.run { () -> Result<RouteList, APIError> in
            Result { () throws(APIError) in try RouteList(json: octets, limits: limits) }
        }
        guard let read else { throw APIError.ending }
        return try await validity(try read.get().routes, isList: true, context)
    }

    private func validity(_ routes: [RouteQuery], isList: Bool, _ context: APIContext) async throws -> Response {
        let answer = ValidityAnswer(try published())
        let limit = (octets: limits.validityOctets, name: "validityOctets" as StaticString)
        let vrpLimit = limit.octets / ValidityPortions.octetsPerVRP
        guard let count = await workers.run({ answer.vrpCount(of: routes, limit: vrpLimit) }) else {
            throw APIError.ending
        }
        guard count <= vrpLimit else { throw tooLong(limit, context.client) }
        if !isList, count <= APIRoutes.immediateVRPs, let route = routes.first {
            return fresh(answer.one(route), ContentType.json)
        }
        return try await portioned(
            ValidityPortions(answer, routes: routes, isList: isList), ContentType.json, context, limit: limit)
    }

    /// The octets of a request's body.
    ///
    /// - Throws: `APIError` when it is too long, or does not arrive in time.
    private func body(
        of request: Request, _ client: ClientAddress, _ share: HeldOctets.Share
    ) async throws -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limits.requestBody {
            throw APIError(.contentTooLarge, "more than \(limits.requestBody) octets")
        }
        let limits = limits
        let octets = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                var octets: [UInt8] = []
                for try await chunk in request.body {
                    guard octets.count + chunk.readableBytes <= limits.requestBody else {
                        throw APIError(.contentTooLarge, "more than \(limits.requestBody) octets")
                    }
                    guard share.grow(by: chunk.readableBytes) else { throw noRoom(client) }
                    octets.append(contentsOf: chunk.readableBytesView)
                }
                return octets
            }
            group.addTask {
                try await Task.sleep(for: .seconds(limits.requestSeconds))
                throw APIError(.requestTimeout, "the body did not arrive in \(limits.requestSeconds) seconds")
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
        counters.read(octets: octets.count)
        return octets
    }
}
