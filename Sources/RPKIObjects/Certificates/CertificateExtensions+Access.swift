extension CertificateExtensions {
    /// The issuer's certificate: at least one id-ad-caIssuers with an rsync URI, and no other method (RFC 6487 section
    /// 4.8.7).
    ///
    ///     AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
    ///     AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
    mutating func readAuthorityAccess(_ content: DERReader, _ bytes: Span<UInt8>) throws(ObjectError) {
        var content = content
        let rule = Rule.rfc6487("4.8.7")
        hasIssuerLocation = true
        var descriptions = try content.sequence(bytes)
        try content.finish("authorityInfoAccess")
        while !descriptions.isAtEnd {
            let start = descriptions.offset
            let (method, location) = try descriptions.accessDescription(bytes)
            guard method == .caIssuers else {
                throw ObjectError(.authorityInformationAccess, rule, at: start, "access method \(method)")
            }
            if locations.issuer == nil, location.tag == .primitive(6), bytes.rsyncHost(location.content) != nil {
                locations.issuer = location.content
            }
        }
        guard locations.issuer != nil else {
            throw ObjectError(.authorityInformationAccess, rule, at: content.offset, "no rsync URI of id-ad-caIssuers")
        }
    }

    /// Where the subject publishes (RFC 6487 section 4.8.8). The methods of a CA and those of a signed object exclude each
    /// other; which of them must be there depends on the kind of certificate. Of several rsync URIs of one method the
    /// first is preferred.
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
        while !descriptions.isAtEnd {
            let start = descriptions.offset
            let (method, location) = try descriptions.accessDescription(bytes)
            let isURI = location.tag == .primitive(6)
            let rsync = isURI && bytes.rsyncHost(location.content) != nil ? location.content : nil
            switch method {
            case .caRepository:
                hasAuthorityMethods = true
                locations.repository = locations.repository ?? rsync
            case .rpkiManifest:
                hasAuthorityMethods = true
                locations.manifest = locations.manifest ?? rsync
            case .rpkiNotify:
                if locations.notification == nil, isURI, bytes.isURI(location.content, scheme: "https://") {
                    locations.notification = location.content
                }
            case .signedObject:
                hasSignedObjectMethod = true
                if locations.signedObject == nil {
                    locations.signedObject = rsync
                } else if let rsync {
                    guard locations.otherSignedObjects.count < limits.locations else {
                        throw .reached("locations", limits.locations, at: start)
                    }
                    locations.otherSignedObjects.append(rsync)
                }
            default:
                throw ObjectError(
                    .subjectInformationAccess, .rfc6487("4.8.8"), at: start, "access method \(method)")
            }
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
