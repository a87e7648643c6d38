internal import NumberResources
internal import RPKIObjects
internal import RPKIRepository
internal import RPKIValidation

/// The rejections of the last run, and the addresses that they concern.
struct RejectionList: Sendable {
    typealias Row = StoredRejections.Row

    /// The content of a rejected object, had it been accepted.
    enum Claim: Sendable {
        case origins(ASN, [RouteOriginAuthorization.Address])
        /// A CA, or its publication point: all that it would have issued is missing, too.
        case authority(ResourceSet)

        func concerns(_ prefix: IPPrefix) -> Bool {
            switch self {
            case .origins(_, let addresses): addresses.contains { $0.prefix.covers(prefix) }
            case .authority(let resources): resources.contains(prefix)
            }
        }
    }

    var stored: StoredRejections
    /// By the place of the row.
    private(set) var claims: [(row: Int, claim: Claim)] = []

    /// Objects that are looked into, and addresses that are kept of them: enough to explain, too little to fill the memory.
    private static let examined = 1_000
    private static let keptAddresses = 50_000

    init(_ stored: StoredRejections) {
        self.stored = stored
    }

    /// Looks into the objects that `octets` gives by their hashes.
    ///
    /// - Parameter authorities: The CAs of the run, of which some may have lost their publication points.
    mutating func examine(
        authorities: [ValidationRun.Authority] = [], _ octets: (ObjectHash) -> [UInt8]?
    ) {
        var left = RejectionList.keptAddresses
        claims = []
        var points = LostPoints(authorities)
        for (place, row) in stored.rows.enumerated() where row.rejection.level == .rejected {
            guard claims.count < RejectionList.examined, left > 0 else { return }
            let uri = row.rejection.uri
            if let resources = points.take(uri) {
                left -= resources.ipv4.ranges.count + resources.ipv6.ranges.count
                claims.append((place, .authority(resources)))
                continue
            }
            guard uri.hasSuffix(".roa") || uri.hasSuffix(".cer"), let hash = row.rejection.hash,
                let octets = octets(hash)
            else { continue }
            if uri.hasSuffix(".roa"), let roa = try? RouteOriginAuthorization(decoding: octets) {
                let addresses = Array(roa.addresses.prefix(left))
                left -= addresses.count
                claims.append((place, .origins(roa.asn, addresses)))
            } else if let certificate = try? Certificate(decoding: octets) {
                let resources = certificate.resources.resolved(issuer: ResourceSet())
                left -= resources.ipv4.ranges.count + resources.ipv6.ranges.count
                if !resources.isEmpty { claims.append((place, .authority(resources))) }
            }
        }
    }

    /// The rejected objects that would have covered a prefix, at most `limit`.
    func concerning(_ prefix: IPPrefix, limit: Int) -> [(row: Row, claim: Claim)] {
        claims.lazy.filter { $0.claim.concerns(prefix) }.prefix(limit).map { (stored.rows[$0.row], $0.claim) }
    }
}
