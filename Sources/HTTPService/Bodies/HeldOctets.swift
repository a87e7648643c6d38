internal import Synchronization

/// Octets that are held in memory for answers, of all and of each client; who asks for more is sent away.
package final class HeldOctets: Sendable {
    /// Some of the octets, for as long as this exists.
    package final class Share: Sendable {
        private let held: HeldOctets
        private let client: ClientAddress?
        private let octets = Mutex(0)

        fileprivate init(_ held: HeldOctets, _ client: ClientAddress?) {
            self.held = held
            self.client = client
        }

        deinit {
            held.giveBack(octets.withLock { $0 }, client)
        }

        package var count: Int {
            octets.withLock { $0 }
        }

        /// Takes more of them; `false` when there are not so many.
        package func grow(by more: Int) -> Bool {
            guard held.take(more, client) else { return false }
            octets.withLock { $0 += more }
            return true
        }
    }

    private struct Storage: Sendable {
        var taken = 0
        var byClient: [ClientAddress: Int] = [:]
    }

    package let limit: Int
    private let clientLimit: Int
    private let storage = Mutex(Storage())

    package init(limit: Int, perClient clientLimit: Int = .max) {
        self.limit = limit
        self.clientLimit = clientLimit
    }

    /// - Parameter client: Whose limit counts, too.
    package func share(for client: ClientAddress? = nil) -> Share {
        Share(self, client)
    }

    private func take(_ octets: Int, _ client: ClientAddress?) -> Bool {
        storage.withLock { storage in
            guard octets <= limit - storage.taken else { return false }
            if let client {
                let own = storage.byClient[client, default: 0]
                guard octets <= clientLimit - own else { return false }
                storage.byClient[client] = own + octets
            }
            storage.taken += octets
            return true
        }
    }

    private func giveBack(_ octets: Int, _ client: ClientAddress?) {
        storage.withLock { storage in
            storage.taken -= octets
            guard let client else { return }
            let own = storage.byClient[client, default: octets] - octets
            storage.byClient[client] = own > 0 ? own : nil
        }
    }
}
