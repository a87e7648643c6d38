internal import Synchronization

/// Lets so many work at once, in all and for each key; the others wait their turn.
///
/// Those who have proven themselves come first, and the others never have all places: whoever names servers without end that
/// never answer must not keep the good ones waiting.
final class Permits: Sendable {
    fileprivate struct State {
        var running = 0
        var unproven = 0
        var byKey: [String: Int] = [:]
        var waiting: [Waiter] = []
    }

    fileprivate struct Waiter {
        let key: String
        let isProven: Bool
        let continuation: CheckedContinuation<Void, Never>
    }

    private let total: Int
    private let each: Int
    private let state = Mutex(State())

    init(total: Int, each: Int) {
        self.total = total
        self.each = each
    }

    /// - Parameter isProven: whether the last work for the same thing went well.
    func run<Result: Sendable>(_ key: String, isProven: Bool, _ body: () async -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                let waiter = Waiter(key: key, isProven: isProven, continuation: continuation)
                guard mayStart(waiter, state) else {
                    state.waiting.append(waiter)
                    return false
                }
                state.start(waiter)
                return true
            }
            if isFree { continuation.resume() }
        }
        let result = await body()
        let next = state.withLock { state in
            state.end(key, isProven: isProven)
            let place =
                state.waiting.firstIndex { $0.isProven && mayStart($0, state) }
                ?? state.waiting.firstIndex { mayStart($0, state) }
            return place.map { place in
                let next = state.waiting.remove(at: place)
                state.start(next)
                return next.continuation
            }
        }
        next?.resume()
        return result
    }

    private func mayStart(_ waiter: Waiter, _ state: borrowing State) -> Bool {
        state.running < total && state.byKey[waiter.key, default: 0] < each
            && (waiter.isProven || state.unproven < max(1, total - total / 4))
    }
}

extension Permits.State {
    fileprivate mutating func start(_ waiter: Permits.Waiter) {
        running += 1
        if !waiter.isProven { unproven += 1 }
        byKey[waiter.key, default: 0] += 1
    }

    fileprivate mutating func end(_ key: String, isProven: Bool) {
        running -= 1
        if !isProven { unproven -= 1 }
        byKey[key, default: 1] -= 1
        if byKey[key] == 0 { byKey[key] = nil }
    }
}
