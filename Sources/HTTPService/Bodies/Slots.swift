internal import Synchronization

/// A number of places, some of them for one client; who gets none is sent away.
package final class Slots<Client: Hashable & Sendable & CustomStringConvertible>: Sendable {
    /// A place that is taken for as long as this exists.
    package final class Slot: Sendable {
        private let slots: Slots<Client>
        private let client: Client

        fileprivate init(_ slots: Slots<Client>, _ client: Client) {
            self.slots = slots
            self.client = client
        }

        deinit {
            slots.giveBack(client)
        }
    }

    private struct Places: Sendable {
        var taken = 0
        var byClient: [Client: Int] = [:]
    }

    /// Names in `Docs/Limits.md`, of all places and of one client's.
    private let names: (all: StaticString, client: StaticString)
    private let limit: Int
    private let clientLimit: Int
    private let places = Mutex(Places())
    private let onLimit: @Sendable (_ name: StaticString, _ message: String) -> Void

    /// - Parameter onLimit: Called for each request that is sent away.
    package init(
        limit: Int, _ name: StaticString, perClient clientLimit: Int, _ clientName: StaticString,
        onLimit: @escaping @Sendable (_ name: StaticString, _ message: String) -> Void
    ) {
        names = (name, clientName)
        self.limit = limit
        self.clientLimit = clientLimit
        self.onLimit = onLimit
    }

    package var taken: Int {
        places.withLock { $0.taken }
    }

    /// - Throws: `APIError` with status 503 where there is no place.
    package func take(for client: Client, retryAfter seconds: Int = 1) throws(APIError) -> Slot {
        let reached = places.withLock { places -> (name: StaticString, limit: Int)? in
            let own = places.byClient[client, default: 0]
            guard places.taken < limit else { return (names.all, limit) }
            guard own < clientLimit else { return (names.client, clientLimit) }
            places.taken += 1
            places.byClient[client] = own + 1
            return nil
        }
        guard let reached else { return Slot(self, client) }
        let message = "\(reached.limit) requests of this kind are in progress already (\(reached.name))"
        onLimit(reached.name, "503 to \(client): \(message)")
        throw .unavailable(message, retryAfter: seconds)
    }

    private func giveBack(_ client: Client) {
        places.withLock { places in
            places.taken -= 1
            let own = places.byClient[client, default: 1] - 1
            places.byClient[client] = own > 0 ? own : nil
        }
    }
}
