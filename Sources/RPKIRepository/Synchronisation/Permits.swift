internal import Synchronization

/// Limits how many fetches run simultaneously, in the order of ``FetchSchedule``; the others wait.
final class Permits: Sendable {
    private struct State {
        var schedule: FetchSchedule
        var waiting: [FetchSchedule.ID: CheckedContinuation<Void, Never>] = [:]
        /// Those that were let in, or cancelled, before they waited.
        var early: Set<FetchSchedule.ID> = []
    }

    private let state: Mutex<State>
    private let parkedAfter: Duration

    /// - Parameter parkedAfter: when a fetch that goes on gives its place to another, if so many may.
    init(_ bounds: FetchSchedule.Bounds, parkedAfter: Duration = .seconds(5)) {
        state = Mutex(State(schedule: FetchSchedule(bounds)))
        self.parkedAfter = parkedAfter
    }

    /// Runs `body` when a place is free, or immediately when the task is cancelled.
    ///
    /// - Parameters:
    ///   - isProven: whether the last fetch of the same repository succeeded.
    ///   - path: who asks for it, see ``FetchSchedule/add(host:isProven:path:name:)``.
    ///   - name: what it is, for ``join(_:path:)``.
    func run<Result: Sendable>(
        _ host: String, isProven: Bool, path: [String] = [], name: String? = nil, _ body: () async -> Result
    ) async -> Result {
        let (id, started) = state.withLock { state in
            let id = state.schedule.add(host: host, isProven: isProven, path: path, name: name)
            return (id, Permits.start(&state))
        }
        for continuation in started { continuation.resume() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isFree = state.withLock { state in
                    if state.early.remove(id) != nil { return true }
                    state.waiting[id] = continuation
                    return false
                }
                if isFree { continuation.resume() }
            }
        } onCancel: {
            let continuation = state.withLock { state in
                let continuation = state.waiting.removeValue(forKey: id)
                if continuation == nil { state.early.insert(id) }
                return continuation
            }
            continuation?.resume()
        }
        let clock = Task { await park(id) }
        let result = await body()
        clock.cancel()
        let next = state.withLock { state in
            state.schedule.end(id)
            state.early.remove(id)
            return Permits.start(&state)
        }
        for continuation in next { continuation.resume() }
        return result
    }

    /// Puts the fetch called `name`, if it waits, in line for one more that asks for it.
    func join(_ name: String, path: [String]) {
        let started = state.withLock { state in
            state.schedule.add(path: path, name: name)
            return Permits.start(&state)
        }
        for continuation in started { continuation.resume() }
    }

    private func park(_ id: FetchSchedule.ID) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: parkedAfter)
            guard !Task.isCancelled else { return }
            let (isParked, started) = state.withLock { state in
                state.schedule.park(id) ? (true, Permits.start(&state)) : (false, [])
            }
            for continuation in started { continuation.resume() }
            if isParked { return }
        }
    }

    /// Starts all that may.
    private static func start(_ state: inout State) -> [CheckedContinuation<Void, Never>] {
        var started: [CheckedContinuation<Void, Never>] = []
        while let id = state.schedule.start() {
            if let continuation = state.waiting.removeValue(forKey: id) {
                started.append(continuation)
            } else {
                state.early.insert(id)
            }
        }
        return started
    }
}
