internal import RPKIObjects

/// How many objects of each kind were valid, and how many were not.
public struct ObjectCounts: Hashable, Sendable {
    public struct Count: Hashable, Sendable {
        public var valid = 0
        public var invalid = 0
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
        let kind: WritableKeyPath<ObjectCounts, Count>
        switch type {
        case .certificate:
            // Refused ones are not told apart: their kind may be what is wrong with them.
            if case .router = verdict { kind = \.routerCertificates } else { kind = \.certificates }
        case .revocationList: kind = \.revocationLists
        case .routeOriginAuthorization: kind = \.routeOriginAuthorizations
        case .providerAuthorization: kind = \.providerAuthorizations
        case .ghostbusters: kind = \.ghostbusters
        case .trustAnchorKey: kind = \.trustAnchorKeys
        case .prefixList: kind = \.prefixLists
        case nil, .manifest, .checklist:
            others += 1
            return
        }
        if isValid { self[keyPath: kind].valid += 1 } else { self[keyPath: kind].invalid += 1 }
    }

    package mutating func add(_ other: ObjectCounts) {
        let kinds: [WritableKeyPath<ObjectCounts, Count>] = [
            \.certificates, \.routerCertificates, \.revocationLists, \.manifests, \.routeOriginAuthorizations,
            \.providerAuthorizations, \.ghostbusters, \.trustAnchorKeys, \.prefixLists,
        ]
        for kind in kinds {
            self[keyPath: kind].valid += other[keyPath: kind].valid
            self[keyPath: kind].invalid += other[keyPath: kind].invalid
        }
        others += other.others
        pointsFresh += other.pointsFresh
        pointsKept += other.pointsKept
        pointsFailed += other.pointsFailed
    }
}
