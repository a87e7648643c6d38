internal import NumberResources
internal import RPKIObjects
internal import ValidatedPayloads

internal import struct FoundationEssentials.Date

/// The result of one publication point.
struct PointOutcome: Sendable {
    enum State: Sendable {
        case fresh, kept, failed
    }

    enum Payload: Sendable {
        case routeOrigins(ObjectVerdict.RouteOrigins)
        case providers(ObjectVerdict.Providers)
        case router(ObjectVerdict.RouterKeys)
    }

    /// A CA below.
    typealias Child = (authority: Certificate.Authority, context: ObjectHash, uri: String, chain: Chain)

    let state: State
    var rejections: RejectionLog
    var payloads: [(payload: Payload, source: PayloadSource)] = []
    /// Payloads that were counted against the limits of one CA.
    var counted = 0
    var children: [Child] = []
    var manifest: ManifestInstance?
    var counts = ObjectCounts()
    /// Files that were examined, accepted or not.
    var fileCount = 0
    /// Until when the clock alone changes nothing about it.
    var until = Date.distantFuture

    /// - Parameter described: rejections that are described.
    init(state: State, described: Int) {
        self.state = state
        rejections = RejectionLog(room: described)
    }

    /// The number of its payloads.
    var payloadCounts: PayloadCounts {
        payloads.reduce(into: PayloadCounts()) { $0[$1.payload.kind] += $1.payload.count }
    }

    /// Takes note that something counts until `date` only.
    mutating func end(by date: Date) {
        until = min(until, date)
    }

    /// Takes note that it may heal by itself at any time, where what failed is not valid yet.
    mutating func delay(_ failures: [PointFailure]) {
        if failures.contains(where: { $0.error.code == .notYetValid }) { end(by: .distantPast) }
    }

    /// The publication locations of the CAs below `point`, each once.
    func locationsBelow(_ point: PublicationPoint) -> Set<PublicationLocation> {
        let path = point.chain.path
        return Set(
            children.compactMap { child in
                child.authority.certificate.repository.map {
                    PublicationLocation(
                        trustAnchor: point.trustAnchor.name, repository: $0,
                        notification: child.authority.certificate.notification, path: path)
                }
            })
    }
}

extension PointOutcome.Payload {
    var kind: PayloadSums.Kind {
        switch self {
        case .routeOrigins: .vrps
        case .providers: .aspas
        case .router: .routerKeys
        }
    }

    /// Payloads that it is.
    var count: Int {
        switch self {
        case .routeOrigins(let origins): origins.addresses.count
        case .providers: 1
        case .router(let keys): keys.asns.count
        }
    }
}
