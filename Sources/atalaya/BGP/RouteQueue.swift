internal import BGPMessages
internal import NumberResources
internal import Synchronization

/// The values of a route that the check needs.
struct CheckedRoute: Sendable {
    let time: BGPTime
    let prefix: IPPrefix
    let path: ASPath
    let peer: BGPPeer
    let onlyToCustomer: ASN?
    /// The router, VRF and table; `nil` for feeds other than BMP.
    var source: BMPSource?

    func isWanted(by filter: RouteFilter) -> Bool {
        guard filter.wants(time), filter.wants(peer), filter.wants(prefix) else { return false }
        return !filter.asksForPath || filter.wants(path)
    }
}

/// Routes on their way from who reads files to who checks them. There is one of each.
///
/// While payloads are still being read routes wait here, so that both cores have work; when too many wait, so does the
/// reader.
final class RouteQueue: Sendable {
    private struct State {
        var batches: [[CheckedRoute]] = []
        /// The number of `batches` that have been taken.
        var taken = 0
        var waiting = 0
        var hasEnded = false
        var isClosed = false
        var reader: CheckedContinuation<Void, Never>?
        var taker: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    /// The number of routes that may wait.
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Adds routes when there is room; `false` if the consumer has stopped.
    func put(_ batch: [CheckedRoute]) async -> Bool {
        while true {
            let isFull = state.withLock { !$0.isClosed && $0.waiting >= capacity }
            guard isFull else { break }
            await withCheckedContinuation { continuation in
                let isStillFull = state.withLock { state in
                    guard !state.isClosed, state.waiting >= capacity else { return false }
                    state.reader = continuation
                    return true
                }
                if !isStillFull { continuation.resume() }
            }
        }
        let (isOpen, taker) = state.withLock { state in
            if state.isClosed { return (false, CheckedContinuation<Void, Never>?.none) }
            state.batches.append(batch)
            state.waiting += batch.count
            return (true, state.taker.take())
        }
        taker?.resume()
        return isOpen
    }

    /// The next routes; `nil` after the last ones.
    func take() async -> [CheckedRoute]? {
        while true {
            let (batch, hasEnded, reader) = state.withLock { state in
                guard state.taken < state.batches.count else {
                    return ([CheckedRoute]?.none, state.hasEnded, CheckedContinuation<Void, Never>?.none)
                }
                let batch = state.batches[state.taken]
                state.batches[state.taken] = []
                state.taken += 1
                if state.taken == state.batches.count || state.taken == 1_024 {
                    state.batches.removeFirst(state.taken)
                    state.taken = 0
                }
                state.waiting -= batch.count
                return (batch, false, state.waiting < capacity ? state.reader.take() : nil)
            }
            reader?.resume()
            if let batch { return batch }
            if hasEnded { return nil }
            await withCheckedContinuation { continuation in
                let hasNothing = state.withLock { state in
                    guard state.batches.isEmpty, !state.hasEnded else { return false }
                    state.taker = continuation
                    return true
                }
                if !hasNothing { continuation.resume() }
            }
        }
    }

    /// No more routes will come.
    func end() {
        let taker = state.withLock { state in
            state.hasEnded = true
            return state.taker.take()
        }
        taker?.resume()
    }

    /// No more routes will be taken.
    func close() {
        let reader = state.withLock { state in
            state.isClosed = true
            return state.reader.take()
        }
        reader?.resume()
    }
}
