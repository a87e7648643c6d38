internal import Synchronization

/// Lets so many work at once, in all and for each key; the others wait their turn.
final class Permits: Sendable {
    fileprivate struct State {
        var running = 0
        var byKey: [String: Int] = [:]
        var waiting: [(key: String, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let total: Int
    private let each: Int
    private let state = Mutex(State())

    init(total: Int, each: Int) {
        self.total = total
        self.each = each
    }

    func run<Result: Sendable>(_ key: String, _ body: () async -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.running < total, state.byKey[key, default: 0] < each else {
                    state.waiting.append((key, continuation))
                    return false
                }
                state.start(key)
                return true
            }
            if isFree { continuation.resume() }
        }
        let result = await body()
        let next = state.withLock { state in
            state.end(key)
            let place = state.waiting.firstIndex { state.byKey[$0.key, default: 0] < each }
            return place.map { place in
                let next = state.waiting.remove(at: place)
                state.start(next.key)
                return next.continuation
            }
        }
        next?.resume()
        return result
    }
}

extension Permits.State {
    fileprivate mutating func start(_ key: String) {
        running += 1
        byKey[key, default: 0] += 1
    }

    fileprivate mutating func end(_ key: String) {
        running -= 1
        byKey[key, default: 1] -= 1
        if byKey[key] == 0 { byKey[key] = nil }
    }
}
