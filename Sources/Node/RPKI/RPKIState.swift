internal import Synchronization

public import struct FoundationEssentials.Date

/// The state of validation: its runs, the repositories, and the rejections.
public final class RPKIState: Sendable {
    /// All of it, at a moment.
    struct Snapshot: Sendable {
        /// The last run that gave payloads.
        var lastRun: RunSummary?
        /// The last run of all, when it gave none.
        var failedRun: RunSummary?
        /// The next refresh.
        var nextRefresh: Date?
        /// By URI.
        var repositories: [RepositoryState] = []
        /// The rejections of the last run, one by one; `nil` before the first.
        var rejections: RejectionList?

        /// The rejections of the last run, also where it gave no payloads.
        var rejectionTally: RejectionTally {
            failedRun.flatMap { $0.hasWalked ? $0.rejections : nil } ?? lastRun?.rejections ?? RejectionTally()
        }

        /// The trust anchors as the last run found them, also where it gave no payloads.
        var trustAnchors: [TrustAnchorState] {
            failedRun.flatMap { $0.hasWalked ? $0.trustAnchors : nil } ?? lastRun?.trustAnchors ?? []
        }
    }

    let limits: StateLimits
    private let storage = Mutex(Snapshot())

    public init(limits: StateLimits = StateLimits()) {
        self.limits = limits
    }

    /// All that is known now.
    var snapshot: Snapshot { storage.withLock { $0 } }

    /// Takes over what the node's repositories are like now, in place of what was known.
    public func update(repositories: [RepositoryState]) {
        let listed = repositories.sorted { $0.uri < $1.uri }.prefix(limits.repositories).map { repository in
            var repository = repository
            repository.uri = limits.shortened(repository.uri)
            repository.error = repository.error.map(limits.shortened)
            return repository
        }
        storage.withLock { $0.repositories = listed }
    }

    /// Takes note of a run, good or bad.
    public func record(_ run: RunSummary, nextRefresh: Date? = nil) {
        var run = run
        run.error = run.error.map(limits.shortened)
        storage.withLock {
            if run.error == nil {
                $0.lastRun = run
                $0.failedRun = nil
            } else {
                $0.failedRun = run
            }
            if let nextRefresh { $0.nextRefresh = nextRefresh }
        }
    }

    /// Takes over what the last run did not accept.
    func update(rejections: RejectionList) {
        storage.withLock { $0.rejections = rejections }
    }

    /// The rejections of the last run; `nil` before the first.
    var rejections: RejectionList? { storage.withLock { $0.rejections } }

    /// Takes note of when the next refresh begins.
    public func schedule(nextRefresh: Date) {
        storage.withLock { $0.nextRefresh = nextRefresh }
    }
}
