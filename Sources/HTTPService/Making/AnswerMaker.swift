package import Hummingbird
internal import TextFormats

package import struct FoundationEssentials.Date

/// Makes the answers of a server within its limits, which all its routes share.
package struct AnswerMaker: Sendable {
    package let limits: HTTPLimits
    package let counters = HTTPCounters()
    package let workers = BodyWorkers()
    package let clock: @Sendable () -> Date
    /// Places for answers that are made for one request alone.
    package let slots: Slots<ClientAddress>
    /// Places for event streams, of all browsers and of one session.
    let streams: Slots<String>
    /// Octets of request bodies, and of answers that are at hand whole.
    package let held: HeldOctets
    private let onLimit: @Sendable (_ name: StaticString, _ message: String) -> Void

    /// - Parameter onLimit: Called each time a limit is reached, with its name in `Docs/Limits.md`.
    package init(
        limits: HTTPLimits, clock: @escaping @Sendable () -> Date,
        onLimit: @escaping @Sendable (_ name: StaticString, _ message: String) -> Void
    ) {
        self.limits = limits
        self.clock = clock
        self.onLimit = onLimit
        slots = Slots(
            limit: limits.filteredBodies, "filteredBodies", perClient: limits.filteredBodiesPerAddress,
            "filteredBodiesPerAddress", onLimit: onLimit)
        streams = Slots(
            limit: limits.streams, "streams", perClient: limits.streamsPerSession, "streamsPerSession",
            onLimit: onLimit)
        held = HeldOctets(limit: limits.heldOctets, perClient: limits.heldOctets / 2)
    }

    /// The parameters of a request.
    package func query(_ request: Request) throws(APIError) -> QueryParameters {
        try parameters(request.uri.query)
    }

    package func parameters(_ query: String?) throws(APIError) -> QueryParameters {
        try QueryParameters(query, limit: limits.parameters)
    }

    /// Counts that a limit was reached.
    package func reached(_ limit: StaticString, _ message: String) {
        onLimit(limit, message)
    }

    /// The refusal when answers and request bodies hold all the octets that they may.
    func noRoom(_ client: ClientAddress) -> APIError {
        reached("heldOctets", "503 to \(client): requests and answers use too much memory already (heldOctets)")
        return .unavailable("requests and answers use too much memory already (heldOctets)", retryAfter: 5)
    }

    /// The refusal on a connection beyond the limits.
    func noPlace(for connection: ClientConnection, in table: ConnectionTable) -> APIError {
        let (name, number) = table.limit(of: connection)
        let message = "\(number) connections are open already (\(name))"
        reached(name, "503 to \(connection.client): \(message)")
        return .unavailable(message, retryAfter: 5)
    }

    /// The refusal of an answer that is too long.
    package func tooLong(_ limit: (octets: Int, name: StaticString), _ client: ClientAddress) -> APIError {
        let message = "the answer would have more than \(limit.octets) octets (\(limit.name)); ask for less"
        reached(limit.name, "413 to \(client): \(message)")
        return APIError(.contentTooLarge, message)
    }
}
