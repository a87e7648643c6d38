extension CertificateExtensions {
    /// The issuer's certificate: id-ad-caIssuers and no other method, each location one well-formed URI, and one of them by
    /// rsync (RFC 6487 section 4.8.7).
    ///
    ///     AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
    ///     AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
    mutating func readAuthorityAccess(_ content: DERReader, _ bytes: Span<UInt8>) throws(ObjectError) {
        var content = content
        let rule = Rule.rfc6487("4.8.7")
        let start = content.offset
        hasIssuerLocation = true
        var descriptions = try content.sequence(bytes)
        try content.finish("authorityInfoAccess")
        while !descriptions.isAtEnd {
            let start = descriptions.offset
            let (method, location) = try descriptions.accessDescription(bytes)
            guard method == .caIssuers else {
                throw ObjectError(.authorityInformationAccess, rule, at: start, "access method \(method)")
            }
            let kind = try location.location(bytes, .authorityInformationAccess, rule, "id-ad-caIssuers")
            if locations.issuer == nil, kind == .rsync { locations.issuer = location.content }
        }
        guard locations.issuer != nil else {
            throw ObjectError(.authorityInformationAccess, rule, at: start, "no rsync URI of id-ad-caIssuers")
        }
    }

    /// The places at which the subject publishes (RFC 6487 section 4.8.8). The methods of a CA and those of a signed
    /// object exclude each other; which of them must be there depends on the kind of certificate. Each location is
    /// one well-formed URI, or a name of another kind, which id-ad-rpkiNotify alone may not have. Of each method that
    /// is there, one URI is by rsync, or by https with id-ad-rpkiNotify; others may be of any scheme. Of several that
    /// will do the first is preferred.
    mutating func readSubjectAccess(
        _ content: DERReader, _ bytes: Span<UInt8>, _ limits: DecodingLimits
    ) throws(ObjectError) {
        var content = content
        hasSubjectLocations = true
        var descriptions = try content.sequence(bytes)
        try content.finish("subjectInfoAccess")
        guard !descriptions.isAtEnd else {
            throw ObjectError(
                .subjectInformationAccess, .rfc5280("4.2.2.2"), at: descriptions.offset, "no access description")
        }
        var asked: [SubjectAccessMethod: Int] = [:]
        while !descriptions.isAtEnd {
            let start = descriptions.offset
            let (identifier, value) = try descriptions.accessDescription(bytes)
            guard let method = SubjectAccessMethod(identifier) else {
                throw ObjectError(
                    .subjectInformationAccess, .rfc6487("4.8.8"), at: start, "access method \(identifier)")
            }
            if method.isAuthority { hasAuthorityMethods = true }
            if method == .signedObject { hasSignedObjectMethod = true }
            // A place may have another kind of name as well, in addition to its URI.
            let isName = method != .notification && value.tag.isOtherGeneralName
            let kind = isName ? nil : try value.location(bytes, .subjectInformationAccess, method.rule, method.name)
            guard kind == (method == .notification ? .https : .rsync) else {
                asked[method] = min(asked[method] ?? start, start)
                continue
            }
            try add(value.content, of: method, at: start, limits)
        }
        // Without one that can be used, the method might as well not be there, and what it is for would be missed.
        if !asked.isEmpty, let first = asked.filter({ locations[$0.key] == nil }).min(by: { $0.value < $1.value }) {
            let scheme = first.key == .notification ? "https" : "rsync"
            throw ObjectError(
                .subjectInformationAccess, first.key.rule, at: first.value, "no \(scheme) URI of \(first.key.name)")
        }
    }

    private mutating func add(
        _ location: Range<Int>, of method: SubjectAccessMethod, at start: Int, _ limits: DecodingLimits
    ) throws(ObjectError) {
        if method == .signedObject, locations.signedObject != nil {
            guard locations.otherSignedObjects.count < limits.locations else {
                throw .reached("locations", limits.locations, at: start)
            }
            locations.otherSignedObjects.append(location)
        } else if locations[method] == nil {
            locations[method] = location
        }
    }
}

/// The access methods of the extension subjectInfoAccess.
enum SubjectAccessMethod: Hashable {
    case repository, manifest, notification, signedObject

    init?(_ identifier: ObjectIdentifier) {
        switch identifier {
        case .caRepository: self = .repository
        case .rpkiManifest: self = .manifest
        case .rpkiNotify: self = .notification
        case .signedObject: self = .signedObject
        default: return nil
        }
    }

    /// True if only a CA has it.
    var isAuthority: Bool { self == .repository || self == .manifest }

    var name: StaticString {
        switch self {
        case .repository: "id-ad-caRepository"
        case .manifest: "id-ad-rpkiManifest"
        case .notification: "id-ad-rpkiNotify"
        case .signedObject: "id-ad-signedObject"
        }
    }

    var rule: Rule {
        switch self {
        case .repository, .manifest: .rfc6487("4.8.8.1")
        case .notification: Rule("RFC 8182", "3.2")
        case .signedObject: .rfc6487("4.8.8.2")
        }
    }
}

extension CertificateLocations {
    /// The preferred URI of a method.
    subscript(method: SubjectAccessMethod) -> Range<Int>? {
        get {
            switch method {
            case .repository: repository
            case .manifest: manifest
            case .notification: notification
            case .signedObject: signedObject
            }
        }
        set {
            switch method {
            case .repository: repository = newValue
            case .manifest: manifest = newValue
            case .notification: notification = newValue
            case .signedObject: signedObject = newValue
            }
        }
    }
}

extension DERTag {
    /// True if a GeneralName has this tag that is not a URI (RFC 5280 section 4.2.1.6).
    fileprivate var isOtherGeneralName: Bool {
        switch rawValue {
        case 0xa0, 0x81, 0x82, 0xa3, 0xa4, 0xa5, 0x87, 0x88: true
        default: false
        }
    }
}

extension DERReader {
    /// Reads an AccessDescription.
    fileprivate mutating func accessDescription(
        _ bytes: Span<UInt8>
    ) throws(ObjectError) -> (method: ObjectIdentifier, location: DERValue) {
        var description = try sequence(bytes)
        let method = try description.objectIdentifier(bytes)
        let location = try description.next(bytes)
        try description.finish("an access description")
        return (method, location)
    }
}
