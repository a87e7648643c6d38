internal import NumberResources
internal import RPKIObjects
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// What one publication point gave.
struct PointOutcome: Sendable {
    enum State: Sendable {
        case fresh, kept, failed
    }

    enum Payload: Sendable {
        case routeOrigins(ObjectVerdict.RouteOrigins)
        case providers(ObjectVerdict.Providers)
        case router(ObjectVerdict.RouterKeys)
    }

    let state: State
    var rejections: [Rejection] = []
    var payloads: [(payload: Payload, source: PayloadSource)] = []
    var children: [(authority: Certificate.Authority, context: ObjectHash, uri: String, chain: Chain)] = []
    var manifest: ManifestInstance?
    var counts = ObjectCounts()
    /// Files that were looked at, in vain or not.
    var fileCount = 0
}
