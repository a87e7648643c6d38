internal import NIOCore
internal import Synchronization

/// The connections to one listening address: how many there may be, of all clients and of one, and which give way.
///
/// When a limit is reached, the connection that has been idle for the longest gives way to a new one. When none is idle, the new
/// one becomes a spare connection: its requests are answered that there is no place, unless it asks for `/health` or `/ready`. Spare
/// connections are few; the oldest gives way to the newest, so that accepting never stops.
final class ConnectionTable: Sendable {
    private struct Storage: Sendable {
        var connections: [ObjectIdentifier: ClientConnection] = [:]
        var byClient: [ClientAddress: Int] = [:]
        /// The oldest first.
        var spare: [ClientConnection] = []
    }

    private let limits: HTTPLimits
    private let storage = Mutex(Storage())

    init(limits: HTTPLimits) {
        self.limits = limits
    }

    /// Takes a connection in.
    ///
    /// - Returns: The connection, and the one that gives way to it, which the caller closes.
    func open(_ channel: any Channel) -> (ClientConnection, dropped: ClientConnection?) {
        let client = ClientAddress(channel.remoteAddress)
        return storage.withLock { storage in
            var closing: ClientConnection?
            var isFull = false
            if storage.byClient[client, default: 0] >= limits.connectionsPerAddress {
                closing = ConnectionTable.longestIdle(storage.connections.values.filter { $0.client == client })
                isFull = closing == nil
            } else if storage.connections.count >= limits.connections {
                closing = ConnectionTable.longestIdle(Array(storage.connections.values))
                isFull = closing == nil
            }
            if let closing { ConnectionTable.remove(closing, from: &storage) }
            let connection = ClientConnection(channel, client: client, isSpare: isFull)
            if isFull {
                storage.spare.append(connection)
                if storage.spare.count > limits.spareConnections { closing = storage.spare.removeFirst() }
            } else {
                storage.connections[ObjectIdentifier(connection)] = connection
                storage.byClient[client, default: 0] += 1
            }
            return (connection, closing)
        }
    }

    func close(_ connection: ClientConnection) {
        connection.leave()
        storage.withLock { ConnectionTable.remove(connection, from: &$0) }
    }

    /// Which limit made a connection spare, by its name in `Docs/Limits.md`.
    func limit(of connection: ClientConnection) -> (name: StaticString, number: Int) {
        let own = storage.withLock { $0.byClient[connection.client, default: 0] }
        return own >= limits.connectionsPerAddress
            ? ("connectionsPerAddress", limits.connectionsPerAddress) : ("connections", limits.connections)
    }

    private static func longestIdle(_ connections: [ClientConnection]) -> ClientConnection? {
        connections.compactMap { connection in connection.idle.map { (connection, $0) } }.min { $0.1 < $1.1 }?.0
    }

    private static func remove(_ connection: ClientConnection, from storage: inout Storage) {
        if connection.isSpare {
            storage.spare.removeAll { $0 === connection }
        } else if storage.connections.removeValue(forKey: ObjectIdentifier(connection)) != nil {
            let own = storage.byClient[connection.client, default: 1] - 1
            storage.byClient[connection.client] = own > 0 ? own : nil
        }
    }
}
