internal import NumberResources
internal import Synchronization

/// The configuration of the watch as it is now, for feeds that follow it while the node runs.
final class WatchSettings: Sendable {
    private struct State {
        var configuration: RoutesSection
        /// Prefixes inside that redirects may lead to.
        var allowed: [IPPrefix]
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter = 0
        var version = 0
    }

    private let state: Mutex<State>

    init(_ configuration: RoutesSection, allowed: [IPPrefix] = []) {
        state = Mutex(State(configuration: configuration, allowed: allowed))
    }

    var configuration: RoutesSection { state.withLock { $0.configuration } }

    /// Prefixes inside that redirects of payloads may lead to.
    var allowed: [IPPrefix] { state.withLock { $0.allowed } }

    /// Takes over another configuration, and tells those that wait.
    func use(_ configuration: RoutesSection, allowed: [IPPrefix] = []) {
        let waiters = state.withLock { state in
            state.configuration = configuration
            state.allowed = allowed
            state.version += 1
            defer { state.waiters = [:] }
            return state.waiters.values.map { $0 }
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when `value` is another one than `known`, or the task is cancelled.
    func change<Value: Equatable>(
        of value: (RoutesSection) -> Value, from known: Value
    ) async {
        while !Task.isCancelled {
            let (current, version) = state.withLock { ($0.configuration, $0.version) }
            guard value(current) == known else { return }
            await next(after: version)
        }
    }

    /// Does `work` with a part of the configuration, and again from the start whenever that part has changed.
    ///
    /// - Returns: when `work` ends by itself, or the task is cancelled.
    func following<Value: Equatable & Sendable>(
        _ value: @escaping @Sendable (RoutesSection) -> Value,
        _ work: @escaping @Sendable (Value) async throws -> Void
    ) async throws {
        while !Task.isCancelled {
            let known = value(configuration)
            let hasChanged = try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    try await work(known)
                    return false
                }
                group.addTask {
                    await self.change(of: value, from: known)
                    return true
                }
                defer { group.cancelAll() }
                return try await group.next() ?? false
            }
            guard hasChanged else { return }
        }
    }

    private func next(after version: Int) async {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDue = state.withLock { state in
                    if state.version != version || Task.isCancelled { return true }
                    state.waiters[number] = continuation
                    return false
                }
                if isDue { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: number) }?.resume()
        }
    }
}

extension RoutesSection {
    /// What RIS Live is asked for, and how.
    struct RISSubscription: Hashable, Sendable {
        var service: RIS
        var prefixes: [IPPrefix]
        /// Our AS numbers: routes through them are asked for, too.
        var asns: [ASN]
        /// Whether prefixes around ours are asked for.
        var includesLessSpecific: Bool
    }

    var risSubscription: RISSubscription {
        RISSubscription(
            service: ris, prefixes: ris.prefixes.isEmpty ? prefixes.keys.sorted() : ris.prefixes,
            asns: asns.sorted(), includesLessSpecific: checks.superPrefix)
    }
}
