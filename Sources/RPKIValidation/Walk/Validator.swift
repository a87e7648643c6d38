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
    private let limits: ValidationLimits
    private let workers: Int
    private let policy: LocalPolicy

    /// - Parameters:
    ///   - source: where objects come from.
    ///   - store: what is remembered from run to run; without one, nothing is.
    ///   - policy: what the operator does not want.
    ///   - workers: how many publication points are worked on at once, 1 or more.
    public init(
        source: any ObjectSource, store: (any VerdictStore)? = nil, limits: ValidationLimits = .init(),
        policy: LocalPolicy = .init(), workers: Int = 1
    ) {
        self.source = source
        self.store = store
        self.limits = limits
        self.workers = max(1, workers)
        self.policy = policy
    }

    /// Walks all that hangs below `locators`, as it stands at `date`.
    ///
    /// - Parameters:
    ///   - recordsIssuers: whether to remember which CA issued each object, for
    ///     ``ValidationRun/explanation(of:origin:by:)``.
    ///   - progress: called after each publication point.
    /// - Throws: what the store throws, or `CancellationError`. What is wrong with objects is in ``ValidationRun/rejections``.
    public func run(
        from locators: [TrustAnchorLocator], at date: Date, recordsIssuers: Bool = false,
        progress: (WalkProgress) -> Void = { _ in }
    ) async throws -> ValidationRun {
        var collector = RunCollector(locators: locators, limits: limits, recordsIssuers: recordsIssuers)
        var queue = WalkQueue()
        let anchors = TrustAnchorValidator(source: source, store: store, limits: limits, date: date)
        for (index, locator) in locators.enumerated() {
            let (point, rejections) = try anchors.point(of: locator, index: index)
            collector.add(rejections, trustAnchor: index, found: point != nil)
            if let point { queue.append((point, collector.admit(point))) }
        }
        let validator = PointValidator(
            source: source, store: store, limits: limits, date: date, policy: policy)

        try await withThrowingTaskGroup(of: (WalkQueue.Entry, PointOutcome).self) { group in
            var running = 0
            while true {
                while running < workers, let entry = queue.start() {
                    running += 1
                    group.addTask { (entry, try await validator.outcome(of: entry.point)) }
                }
                guard let (entry, outcome) = try await group.next() else { break }
                try Task.checkCancellation()
                running -= 1
                queue.end(entry, outcome)
                while let (outcome, index) = queue.takeOutcome() {
                    for child in collector.add(outcome, ofPoint: index) { queue.append(child) }
                    progress(collector.progress)
                }
            }
        }
        return collector.run(at: date)
    }
}
