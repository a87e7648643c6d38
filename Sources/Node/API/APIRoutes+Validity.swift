internal import Hummingbird

extension APIRoutes {
    /// `/api/v1/validity/AS/PREFIX`
    func validity(path request: Request, _ context: Context) throws(APIError) -> Response {
        try query(request).allow()
        guard let asn = context.parameters.get("asn").flatMap({ PercentEncoding.decoded($0.utf8) }) else {
            throw .invalid("asn", "not an AS number")
        }
        let rest = context.parameters.getCatchAll().joined(separator: "/")
        guard let prefix = PercentEncoding.decoded(rest.utf8) else { throw .invalid("prefix", "not a prefix") }
        return try answer(try RouteQuery(asn: asn, prefix: prefix))
    }

    /// `/validity?asn=AS&prefix=PREFIX`
    func validity(query request: Request) throws(APIError) -> Response {
        let query = try query(request)
        try query.allow(only: "asn", "prefix")
        guard let asn = try query.single("asn") else { throw .invalid("asn", "missing") }
        guard let prefix = try query.single("prefix") else { throw .invalid("prefix", "missing") }
        return try answer(try RouteQuery(asn: asn, prefix: prefix))
    }

    private func answer(_ route: RouteQuery) throws(APIError) -> Response {
        fresh(ValidityAnswer(try published()).one(route), ContentType.json)
    }

    /// `POST /validity` with a list of routes.
    func validity(list request: Request) async throws -> Response {
        try query(request).allow()
        let list = try RouteList(json: try await body(of: request), limits: limits)
        return fresh(ValidityAnswer(try published()).list(list.routes), ContentType.json)
    }

    /// The octets of a request's body.
    ///
    /// - Throws: `APIError` when it is too long, or does not arrive in time.
    private func body(of request: Request) async throws -> [UInt8] {
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
