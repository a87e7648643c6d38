public import RPKIObjects

public import struct FoundationEssentials.Date

/// Validates what repositories publish, from trust anchors down.
///
/// ```swift
/// let validator = Validator(source: LocalRepository(root: "repository"))
/// let run = try await validator.run(from: [locator], at: date)
/// run.payloads.vrps
/// ```
public struct Validator: Sendable {
    private let source: any ObjectSource
    private let store: (any VerdictStore)?
    private let memory: WalkMemory?
    private let limits: ValidationLimits
    private let workers: Int
    private let policy: LocalPolicy

    /// - Parameters:
    ///   - source: the source of objects.
    ///   - store: the results to keep between runs; without one, nothing is kept.
    ///   - memory: what this process remembers of its last walk with the same limits and policy.
    ///   - policy: what the operator excludes.
    ///   - workers: the number of publication points to validate in parallel, 1 or more.
    public init(
        source: any ObjectSource, store: (any VerdictStore)? = nil, memory: WalkMemory? = nil,
        limits: ValidationLimits = .init(), policy: LocalPolicy = .init(), workers: Int = 1
    ) {
        self.source = source
        self.store = store
        self.memory = memory
        self.limits = limits
        self.workers = max(1, workers)
        self.policy = policy
    }

    /// Validates everything below `locators`, as of `date`.
    ///
    /// - Parameters:
    ///   - recordsIssuers: whether to remember which CA issued each object, for
    ///     ``ValidationRun/explanation(of:origin:by:)``.
    ///   - progress: called after each publication point.
    /// - Throws: what the store throws, or `CancellationError`. What is wrong with objects is in
    ///   ``ValidationRun/rejections``.
    public func run(
        from locators: [TrustAnchorLocator], at date: Date, recordsIssuers: Bool = false,
        progress: (WalkProgress) -> Void = { _ in }
    ) async throws -> ValidationRun {
        // One more than works on points: it puts together what they gave.
        try await withTaskExecutorPreference(WalkThreads(count: workers + 1)) {
            try await walk(locators, at: date, recordsIssuers: recordsIssuers, progress: progress)
        }
    }

    private func walk(
        _ locators: [TrustAnchorLocator], at date: Date, recordsIssuers: Bool, progress: (WalkProgress) -> Void
    ) async throws -> ValidationRun {
        var collector = RunCollector(locators: locators, limits: limits, recordsIssuers: recordsIssuers)
        var queue = WalkQueue()
        memory?.begin()
        let anchors = TrustAnchorValidator(source: source, store: store, limits: limits, date: date)
        let validator = PointValidator(store: store, memory: memory, limits: limits, date: date, policy: policy)

        try await withThrowingTaskGroup(of: WalkStep.self) { group in
            for (place, locator) in locators.enumerated() {
                group.addTask {
                    let (point, rejections) = try await anchors.point(of: locator, index: place)
                    return .anchor(place, point, rejections)
                }
            }
            var waiting = locators.count
            var due: [WalkQueue.Entry] = []
            var running = 0
            while true {
                for entry in due {
                    if let folder = source.readyFolder(for: entry.point.location) {
                        queue.append(WalkQueue.Arrival(entry: entry, folder: folder))
                    } else {
                        waiting += 1
                        group.addTask { .reached(entry, await source.folder(for: entry.point.location)) }
                    }
                }
                due = []
                while running < workers {
                    let size = queue.share(of: workers)
                    var arrivals: [WalkQueue.Arrival] = []
                    while arrivals.count < size, let arrival = queue.start() {
                        if let stamp = arrival.folder.stamp,
                            let outcome = memory?.outcome(of: arrival.entry.point, stamp: stamp, at: date)
                        {
                            queue.end(arrival, outcome)
                        } else {
                            arrivals.append(arrival)
                        }
                    }
                    guard !arrivals.isEmpty else { break }
                    running += 1
                    group.addTask { [arrivals] in .done(try await validator.outcomes(of: arrivals)) }
                }
                while let (outcome, index) = queue.takeOutcome() {
                    try Task.checkCancellation()
                    due += collector.add(outcome, ofPoint: index)
                    progress(collector.progress)
                }
                if !due.isEmpty { continue }
                guard running + waiting > 0, let step = try await group.next() else { break }
                try Task.checkCancellation()
                switch step {
                case .anchor(let place, let point, let rejections):
                    waiting -= 1
                    // No trust anchor waits for another one's server.
                    collector.add(rejections, trustAnchor: place, found: point != nil)
                    if let point { due.append((point, collector.admit(point))) }
                case .reached(let entry, let folder):
                    waiting -= 1
                    queue.append(WalkQueue.Arrival(entry: entry, folder: folder))
                case .done(let outcomes):
                    running -= 1
                    for (arrival, outcome) in outcomes {
                        // Their turn may be far off; what has to be fetched for them need not wait for it.
                        for location in outcome.locationsBelow(arrival.entry.point)
                        where source.readyFolder(for: location) == nil {
                            waiting += 1
                            group.addTask {
                                _ = await source.folder(for: location)
                                return .prepared
                            }
                        }
                        queue.end(arrival, outcome)
                    }
                case .prepared:
                    waiting -= 1
                }
            }
        }
        if let last = memory?.unchangedRun(points: collector.progress.pointsKnown), !recordsIssuers {
            return collector.run(at: date, like: last)
        }
        let run = collector.run(at: date)
        memory?.end(with: run)
        return run
    }
}

/// A report from a task of a walk.
private enum WalkStep: Sendable {
    /// A trust anchor's publication point, if it has one.
    case anchor(Int, PublicationPoint?, [Rejection])
    /// A point can be worked on.
    case reached(WalkQueue.Entry, any ObjectFolder)
    case done([(WalkQueue.Arrival, PointOutcome)])
    /// Something has been fetched ahead of its turn.
    case prepared
}

extension PointValidator {
    /// The outcomes of several points, one after another.
    fileprivate func outcomes(of arrivals: [WalkQueue.Arrival]) async throws -> [(WalkQueue.Arrival, PointOutcome)] {
        var outcomes: [(WalkQueue.Arrival, PointOutcome)] = []
        outcomes.reserveCapacity(arrivals.count)
        for arrival in arrivals {
            outcomes.append((arrival, try await outcome(of: arrival.entry.point, in: arrival.folder)))
        }
        return outcomes
    }
}
