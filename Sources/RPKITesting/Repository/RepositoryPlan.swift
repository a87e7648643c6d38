public import Foundation
internal import NumberResources

/// A repository to be built: a trust anchor, authorities below it and what they publish. It is valid unless faults are
/// requested.
///
/// ```swift
/// var repository = RepositoryPlan(at: now)
/// let isp = repository.addCA("isp", resources: "AS64496 192.0.2.0/24")
/// let roa = repository.addROA(in: isp, asn: 64496, ["192.0.2.0/24-26"])
/// repository.addROA(in: isp, asn: 64496, ["192.0.2.0/25"]) { $0.roa?.version = 1 }   // wrong
/// repository.revoke(roa)                                                            // wrong too
/// let built = try repository.build()
/// ```
///
/// A plan is a value: a copy with changes and ``advance(to:)`` is the next step of a history. The same plan with the
/// same keys gives the same octets.
public struct RepositoryPlan: Sendable {
    public let name: String
    public let host: String
    public let module: String
    /// The time at which the repository is right.
    public private(set) var now: Date
    public let keys: KeyPool
    /// The URIs of the trust anchor's certificate in the TAL; rsync or https.
    public var trustAnchorURIs: [String]
    public var talComments: [String] = []
    /// The trust anchor's certificate, with its number, validity and edits.
    public var trustAnchorCertificate: PublishedObject

    var authorities: [AuthorityPlan]

    /// A repository of a trust anchor alone, which holds `resources`.
    public init(
        trustAnchor name: String = "example", host: String = "rpki.example.net", module: String = "repository",
        at now: Date, resources: Resources = .all, keys: KeyPool = KeyPool()
    ) {
        self.name = name
        self.host = host
        self.module = module
        self.now = now
        self.keys = keys
        let root = "rsync://\(host)/\(module)/"
        trustAnchorURIs = [root + name + ".cer"]
        trustAnchorCertificate = PublishedObject(
            name: name + ".cer", kind: .authority(AuthorityID(index: 0)), serialNumber: 1,
            validity: now.addingTimeInterval(-30 * 86_400)...now.addingTimeInterval(3650 * 86_400))
        authorities = [
            AuthorityPlan(
                name: name, parent: nil, resources: resources, flavour: .strict, publicationPoint: root + name + "/",
                updates: RepositoryPlan.updates(at: now), keyNumber: 0)
        ]
    }

    /// The authority at the top.
    public var trustAnchor: AuthorityID { AuthorityID(index: 0) }

    public subscript(authority: AuthorityID) -> AuthorityPlan {
        get { authorities[authority.index] }
        set { authorities[authority.index] = newValue }
    }

    public subscript(object: ObjectID) -> PublishedObject {
        get { authorities[object.authority.index].objects[object.index] }
        set { authorities[object.authority.index].objects[object.index] = newValue }
    }

    /// All authorities, parents before children.
    public var allAuthorities: [AuthorityID] {
        authorities.indices.map(AuthorityID.init)
    }

    /// The objects that `authority` publishes in addition to its manifest and CRL.
    public func objects(of authority: AuthorityID) -> [ObjectID] {
        self[authority].objects.indices.map { ObjectID(authority: authority, index: $0) }
    }

    /// The object of this path, such as `isp/as64496.roa`: authority and file.
    ///
    /// - Precondition: there is one.
    public func object(named path: String) -> ObjectID {
        for authority in allAuthorities {
            for object in objects(of: authority) where path == self[authority].name + "/" + self[object].name {
                return object
            }
        }
        preconditionFailure("no object \(path)")
    }

    /// The authority of this name.
    ///
    /// - Precondition: there is one.
    public func authority(named name: String) -> AuthorityID {
        guard let index = authorities.firstIndex(where: { $0.name == name }) else {
            preconditionFailure("no authority \(name)")
        }
        return AuthorityID(index: index)
    }

    /// The rsync URI of an object.
    public func uri(of object: ObjectID) -> String {
        self[object.authority].publicationPoint + self[object].name
    }

    /// The rsync URI of an authority's certificate.
    public func certificateURI(of authority: AuthorityID) -> String {
        certificate(of: authority).map(uri(of:)) ?? trustAnchorURIs.first { $0.hasPrefix("rsync:") }
            ?? trustAnchorURIs.first ?? ""
    }

    /// The first certificate that was issued to an authority; `nil` for the trust anchor.
    public func certificate(of authority: AuthorityID) -> ObjectID? {
        authorities[authority.index].certificate
    }

    /// Lets time pass: every manifest and CRL is reissued at `date`, for the same period as before, with the next
    /// number.
    public mutating func advance(to date: Date) {
        now = date
        for authority in allAuthorities { reissue(authority, at: date) }
    }

    /// Reissues one authority's manifest and CRL at `date`, for the same period as before, with the next numbers.
    public mutating func reissue(_ authority: AuthorityID, at date: Date) {
        let period = self[authority].nextUpdate.timeIntervalSince(self[authority].thisUpdate)
        self[authority].thisUpdate = date.addingTimeInterval(-3600)
        self[authority].nextUpdate = self[authority].thisUpdate.addingTimeInterval(period)
        self[authority].manifestNumber += 1
        self[authority].crlNumber += 1
    }

    /// Manifests and CRLs are an hour old and live for a day.
    static func updates(at now: Date) -> ClosedRange<Date> {
        now.addingTimeInterval(-3600)...now.addingTimeInterval(23 * 3600)
    }
}
