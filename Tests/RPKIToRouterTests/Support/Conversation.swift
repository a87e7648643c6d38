import NIOCore
import RPKIToRouter
import Testing

/// Both state machines in one place, without a socket.
enum Conversation {
    /// Opens a connection, lets both ends talk until nobody has more to say, and closes it.
    @discardableResult
    static func run(_ router: inout RouterSession, _ cache: RTRCache) throws -> [RouterSession.Action] {
        var session = CacheSession()
        var seen: [RouterSession.Action] = []
        var pending = router.opened()
        while !pending.isEmpty {
            var toCache = ByteBuffer()
            for action in pending {
                seen.append(action)
                if case .send(let pdu, let version) = action { toCache.write(pdu, version: version) }
            }
            pending = []
            var toRouter = ByteBuffer()
            while let actions = session.receive(&toCache, cache: cache.summary) {
                for action in actions {
                    switch action {
                    case .send(let pdu, let version): toRouter.write(pdu, version: version)
                    case .sendFull(let version):
                        for chunk in try #require(cache.generation).full(version).chunks {
                            toRouter.writeImmutableBuffer(chunk)
                        }
                    case .sendDifference(let serial, let version):
                        for chunk in try #require(cache.generation).difference(from: serial, version).chunks {
                            toRouter.writeImmutableBuffer(chunk)
                        }
                    case .close: break
                    }
                }
            }
            while let actions = router.receive(&toRouter) { pending += actions }
        }
        _ = router.closed()
        return seen
    }
}
