public import NumberResources
public import RPKIObjects
public import ValidatedPayloads

public import struct FoundationEssentials.Date

/// The result of one walk.
public struct ValidationRun: Sendable {
    /// A CA that was reached, in the order in which they were.
    public struct Authority: Sendable {
        /// The CA's name.
        public let subject: String
        public let key: KeyIdentifier
        /// The URI of its certificate.
        public let certificate: String
        /// Its publication point's manifest.
        public let manifest: String
        public let trustAnchor: String
        /// The place of the CA above; `nil` for a trust anchor.
        public internal(set) var parent: Int?
        /// Its publication point, with a slash at its end.
        public let repository: String
        /// Equal for CAs whose objects come from one server.
        let server: String
        /// Its resources, where its publication point gave nothing: no payload, and no CA below.
        public internal(set) var lost: ResourceSet?
        /// Payloads that it gave to the run, doubles included.
        public internal(set) var counts = PayloadCounts()
    }

    /// The result below one locator.
    public struct TrustAnchorResult: Sendable {
        public let name: String
        /// True if a valid certificate was found.
        public var isFound = false
        /// Its key.
        public var key: KeyIdentifier?
        public var counts = ObjectCounts()
        /// VRPs that its ROAs gave, doubles included.
        public var vrps = 0
        public var aspas = 0
        public var routerKeys = 0
    }

    /// The clock of the run.
    public let date: Date
    public let payloads: PayloadSet
    /// Those that are described, ordered by URI; ``rejectionCounts`` counts all.
    public let rejections: [Rejection]
    /// By reason, level and trust anchor.
    public let rejectionCounts: [RejectionCount]
    /// The number of times that each limit of `Docs/Limits.md` refused or left out something.
    public let limits: [WalkLimit: Int]
    public let trustAnchors: [TrustAnchorResult]
    public let authorities: [Authority]
    /// The place of the CA that issued each object with payloads, by URI; empty unless it was asked for.
    let issuers: [String: Int]
    /// The valid manifests, in no particular order.
    public let manifests: [ManifestInstance]

    /// The number of rejections of a level, or of all; more than ``rejections`` if these are too many to describe.
    public func rejectionCount(_ level: Rejection.Level? = nil) -> Int {
        rejectionCounts.reduce(0) { $0 + (level == nil || level == $1.kind.level ? $1.count : 0) }
    }

    /// The counts of all trust anchors together.
    public var counts: ObjectCounts {
        trustAnchors.reduce(into: ObjectCounts()) { $0.add($1.counts) }
    }
}
