package import Hummingbird

extension AnswerMaker {
    /// The octets of a request's body.
    ///
    /// - Parameter most: Octets; `nil` for the limit of all bodies.
    /// - Throws: `APIError` when it is too long, or does not arrive in time.
    package func body(
        of request: Request, _ client: ClientAddress, _ share: HeldOctets.Share, atMost most: Int? = nil
    ) async throws -> [UInt8] {
        let most = most ?? limits.requestBody
        if let length = request.headers[.contentLength].flatMap(Int.init), length > most {
            throw APIError(.contentTooLarge, "more than \(most) octets")
        }
        let limits = limits
        let octets = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                var octets: [UInt8] = []
                for try await chunk in request.body {
                    guard octets.count + chunk.readableBytes <= most else {
                        throw APIError(.contentTooLarge, "more than \(most) octets")
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

    /// The form that a request has sent.
    ///
    /// - Throws: `APIError` for what is not a form (415), a form that is too long (413), incomplete or not well formed (400), or
    ///   that does not arrive in time (408).
    func form(of request: Request, _ client: ClientAddress) async throws -> FormFields {
        let type = request.headers[.contentType] ?? ""
        let essence = type.prefix { $0 != ";" }.lowercased()
        guard essence.trimmingPrefix(" ").prefix(while: { $0 != " " }) == "application/x-www-form-urlencoded" else {
            throw APIError(.unsupportedMediaType, "a form is sent as application/x-www-form-urlencoded")
        }
        let octets = try await body(of: request, client, held.share(for: client), atMost: limits.formOctets)
        // What a client that left has not sent does not count as empty.
        if let length = request.headers[.contentLength].flatMap(Int.init), length != octets.count {
            throw APIError(.badRequest, "the form is not complete")
        }
        return try FormFields(octets, limit: limits.parameters)
    }
}
