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
    /// Until when the clock alone changes nothing about it.
    var until = Date.distantFuture

    /// Takes note that something counts until `date` only.
    mutating func end(by date: Date) {
        until = min(until, date)
    }

    /// Takes note that it may heal by itself at any time, where what failed is not valid yet.
    mutating func delay(_ failures: [PointFailure]) {
        if failures.contains(where: { $0.error.code == .notYetValid }) { end(by: .distantPast) }
    }

    /// Where the CAs below `point` publish, each place once.
    func locationsBelow(_ point: PublicationPoint) -> Set<PublicationLocation> {
        Set(
            children.compactMap { child in
                child.authority.certificate.repository.map {
                    PublicationLocation(
                        trustAnchor: point.trustAnchor.name, repository: $0,
                        notification: child.authority.certificate.notification)
                }
            })
    }
}
