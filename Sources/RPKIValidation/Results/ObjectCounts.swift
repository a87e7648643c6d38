internal import RPKIObjects

/// The numbers of valid and invalid objects of each kind.
public struct ObjectCounts: Hashable, Sendable {
    public struct Count: Hashable, Sendable {
        public var valid = 0
        public var invalid = 0

        fileprivate mutating func add(_ isValid: Bool) {
            if isValid { valid += 1 } else { invalid += 1 }
        }

        fileprivate mutating func add(_ other: Count) {
            valid += other.valid
            invalid += other.invalid
        }
    }

    /// CA certificates, the trust anchors' included.
    public var certificates = Count()
    public var routerCertificates = Count()
    public var revocationLists = Count()
    public var manifests = Count()
    public var routeOriginAuthorizations = Count()
    public var providerAuthorizations = Count()
    public var ghostbusters = Count()
    public var trustAnchorKeys = Count()
    public var prefixLists = Count()
    /// Files of other kinds, which are hashed and not looked into.
    public var others = 0
    /// Publication points that were complete and valid.
    public var pointsFresh = 0
    /// Publication points of which what was last valid is used.
    public var pointsKept = 0
    /// Publication points that give nothing.
    public var pointsFailed = 0

    public init() {}

    mutating func count(_ type: RepositoryObject.FileType?, _ verdict: ObjectVerdict, isValid: Bool) {
        switch type {
        case .certificate:
            // Refused ones are not distinguished: their kind may be what is wrong with them.
            if case .router = verdict { routerCertificates.add(isValid) } else { certificates.add(isValid) }
        case .revocationList: revocationLists.add(isValid)
        case .routeOriginAuthorization: routeOriginAuthorizations.add(isValid)
        case .providerAuthorization: providerAuthorizations.add(isValid)
        case .ghostbusters: ghostbusters.add(isValid)
        case .trustAnchorKey: trustAnchorKeys.add(isValid)
        case .prefixList: prefixLists.add(isValid)
        case nil, .manifest, .checklist: others += 1
        }
    }

    package mutating func add(_ other: ObjectCounts) {
        certificates.add(other.certificates)
        routerCertificates.add(other.routerCertificates)
        revocationLists.add(other.revocationLists)
        manifests.add(other.manifests)
        routeOriginAuthorizations.add(other.routeOriginAuthorizations)
        providerAuthorizations.add(other.providerAuthorizations)
        ghostbusters.add(other.ghostbusters)
        trustAnchorKeys.add(other.trustAnchorKeys)
        prefixLists.add(other.prefixLists)
        others += other.others
        pointsFresh += other.pointsFresh
        pointsKept += other.pointsKept
        pointsFailed += other.pointsFailed
    }
}
