internal import Hummingbird

extension APIRoutes {
    /// What stands before the AS number and the prefix of a route.
    static let validityPath = "/api/v1/validity/"

    /// The answer to a GET for a route's validity, which takes microseconds; `nil` where `target` is another path.
    func immediate(_ target: String) -> ShortAnswer? {
        let parts = target.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first.map({ String(Substring($0)) }) else { return nil }
        let query = parts.count > 1 ? String(Substring(parts[1])) : nil
        do throws(APIError) {
            if path.hasPrefix(APIRoutes.validityPath) { return try validity(path: path, query: query) }
            return path == "/validity" ? try validity(query: query) : nil
        } catch {
            return error.answer
        }
    }

    /// `/api/v1/validity/AS/PREFIX`, where the prefix has a `/` or its escape.
    func validity(path: String, query: String?) throws(APIError) -> ShortAnswer {
        try parameters(query).allow()
        let route = path.utf8.dropFirst(APIRoutes.validityPath.utf8.count)
            .split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let asn = PercentEncoding.decoded(route[0]) else { throw .invalid("asn", "not an AS number") }
        guard route.count > 1, let prefix = PercentEncoding.decoded(route[1]) else {
            throw .invalid("prefix", "not a prefix")
        }
        return try answer(try RouteQuery(asn: asn, prefix: prefix))
    }

    /// `/validity?asn=AS&prefix=PREFIX`
    func validity(query: String?) throws(APIError) -> ShortAnswer {
        let query = try parameters(query)
        try query.allow(only: "asn", "prefix")
        guard let asn = try query.single("asn") else { throw .invalid("asn", "missing") }
        guard let prefix = try query.single("prefix") else { throw .invalid("prefix", "missing") }
        return try answer(try RouteQuery(asn: asn, prefix: prefix))
    }

    private func answer(_ route: RouteQuery) throws(APIError) -> ShortAnswer {
        short(ValidityAnswer(try published()).one(route), ContentType.json)
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
