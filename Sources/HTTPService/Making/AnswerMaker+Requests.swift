package import Hummingbird

extension AnswerMaker {
    /// The octets of a request's body.
    ///
    /// - Throws: `APIError` when it is too long, or does not arrive in time.
    package func body(
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
