public import RPKIObjects
public import ValidatedPayloads

public import struct FoundationEssentials.Date

/// What one walk gave.
public struct ValidationRun: Sendable {
    /// A CA that was reached, in the order in which they were.
    public struct Authority: Sendable {
        /// The CA's name.
        public let subject: String
        public let key: KeyIdentifier
        /// Where its certificate is.
        public let certificate: String
        /// Its publication point's manifest.
        public let manifest: String
        public let trustAnchor: String
        /// The place of the CA above; `nil` for a trust anchor.
        public let parent: Int?
        /// The rsync folder of its publication point.
        public let repository: String
    }

    /// What hangs below one locator.
    public struct TrustAnchorResult: Sendable {
        public let name: String
        /// Whether a valid certificate was found.
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
    /// Ordered by URI.
    public let rejections: [Rejection]
    public let trustAnchors: [TrustAnchorResult]
    public let authorities: [Authority]
    /// The place of the CA that issued each object with payloads, by URI; empty unless it was asked for.
    let issuers: [String: Int]
    /// The valid manifests, in no particular order.
    public let manifests: [ManifestInstance]

    /// The counts of all trust anchors together.
    public var counts: ObjectCounts {
        trustAnchors.reduce(into: ObjectCounts()) { $0.add($1.counts) }
    }
}
