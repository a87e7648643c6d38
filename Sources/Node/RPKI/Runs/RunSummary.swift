public import RPKIValidation
public import ValidatedPayloads

public import struct FoundationEssentials.Date

/// Result of a refresh.
public struct RunSummary: Sendable {
    /// The clock at its start.
    public var started: Date
    /// Duration, in seconds.
    public var duration: Double
    /// Reason for its failure; `nil` if it succeeded.
    public var error: String?
    public var trustAnchors: [TrustAnchorState]
    public var rejections: RejectionTally
    /// Payloads that local exceptions added.
    public var added: PayloadCounts
    /// Payloads that local exceptions took away.
    public var filtered: PayloadCounts

    public init(
        started: Date, duration: Double, error: String? = nil, trustAnchors: [TrustAnchorState] = [],
        rejections: RejectionTally = RejectionTally(), added: PayloadCounts = PayloadCounts(),
        filtered: PayloadCounts = PayloadCounts()
    ) {
        self.started = started
        self.duration = duration
        self.error = error
        self.trustAnchors = trustAnchors
        self.rejections = rejections
        self.added = added
        self.filtered = filtered
    }

    /// The summary of a run whose payloads are served as `served`.
    ///
    /// - Parameter duration: Seconds of the whole cycle.
    public init(
        _ run: ValidationRun, served: PayloadSet, duration: Double, added: PayloadCounts = PayloadCounts(),
        filtered: PayloadCounts = PayloadCounts()
    ) {
        let statistics = PayloadStatistics(of: served)
        let trustAnchors = run.trustAnchors.map { anchor in
            TrustAnchorState(
                name: anchor.name, isFound: anchor.isFound, objects: anchor.counts,
                payloads: PayloadCounts(vrps: anchor.vrps, aspas: anchor.aspas, routerKeys: anchor.routerKeys),
                served: statistics.trustAnchors.first { $0.name == anchor.name }?.counts.finalPayloads
                    ?? PayloadCounts())
        }
        self.init(
            started: run.date, duration: duration, trustAnchors: trustAnchors,
            rejections: RejectionTally(run.rejectionCounts), added: added, filtered: filtered)
    }

    /// True if the walk was completed, so that trust anchors and rejections are known.
    public var hasWalked: Bool { !trustAnchors.isEmpty }

    /// The counts of all trust anchors together.
    public var objects: ObjectCounts {
        trustAnchors.reduce(into: ObjectCounts()) { $0.add($1.objects) }
    }
}
