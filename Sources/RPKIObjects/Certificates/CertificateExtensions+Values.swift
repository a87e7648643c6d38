extension CertificateExtensions {
    /// `BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL }`
    mutating func readBasicConstraints(_ content: DERReader, _ bytes: Span<UInt8>) throws(ObjectError) {
        var content = content
        hasBasicConstraints = true
        var fields = try content.sequence(bytes)
        try content.finish("basicConstraints")
        if fields.peekTag(bytes) == .boolean {
            isAuthority = try fields.boolean(bytes)
        }
        guard fields.isAtEnd else {
            throw ObjectError(.basicConstraints, .rfc6487("4.8.1"), at: fields.offset, "pathLenConstraint is present")
        }
        guard isAuthority else {
            throw ObjectError(
                .basicConstraints, .rfc6487("4.8.1"), at: fields.offset,
                "basicConstraints without cA")
        }
    }

    /// `SubjectKeyIdentifier ::= OCTET STRING`, 20 octets.
    mutating func readSubjectKeyIdentifier(_ content: DERReader, _ bytes: Span<UInt8>) throws(ObjectError) {
        var content = content
        let value = try content.next(.octetString, bytes)
        try content.finish("subjectKeyIdentifier")
        guard value.content.count == 20 else {
            throw ObjectError(
                .subjectKeyIdentifier, .rfc6487("4.8.2"), at: value.start, "\(value.content.count) octets, not 20")
        }
        subjectKeyIdentifier = KeyIdentifier(bytes, value.content)
    }

    /// `KeyUsage ::= BIT STRING`: digitalSignature is bit 0, keyCertSign bit 5, cRLSign bit 6.
    mutating func readKeyUsage(_ content: DERReader, _ bytes: Span<UInt8>) throws(ObjectError) {
        var content = content
        let start = content.offset
        let (unused, octets) = try content.bitString(bytes)
        try content.finish("keyUsage")
        guard octets.count == 1 else {
            throw ObjectError(
                .keyUsage, .rfc6487("4.8.4"), at: start,
                octets.isEmpty ? "no key usage" : "bits beyond those of the profile")
        }
        keyUsage = bytes[octets.lowerBound]
        guard bytes[octets.lowerBound] >> unused & 1 == 1 else {
            throw ObjectError(.bitString, .x690("11.2.2"), at: start, "the key usage has trailing zero bits")
        }
    }

    /// `ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF OBJECT IDENTIFIER`
    mutating func readExtendedKeyUsage(_ content: DERReader, _ bytes: Span<UInt8>) throws(ObjectError) {
        var content = content
        hasExtendedKeyUsage = true
        var purposes = try content.sequence(bytes)
        try content.finish("extendedKeyUsage")
        while !purposes.isAtEnd {
            if try purposes.objectIdentifier(bytes) == .bgpsecRouter { isRouter = true }
        }
    }

    /// `CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint`
    ///
    ///     DistributionPoint ::= SEQUENCE {
    ///         distributionPoint [0] CHOICE { fullName [0] GeneralNames, nameRelativeToCRLIssuer [1] } OPTIONAL,
    ///         reasons [1] OPTIONAL, cRLIssuer [2] OPTIONAL }
    mutating func readDistributionPoints(
        _ content: DERReader, _ bytes: Span<UInt8>, _ limits: DecodingLimits
    ) throws(ObjectError) {
        var content = content
        let rule = Rule.rfc6487("4.8.6")
        let start = content.offset
        hasRevocationList = true
        var points = try content.sequence(bytes)
        try content.finish("cRLDistributionPoints")
        while !points.isAtEnd {
            var point = try points.sequence(bytes)
            let start = point.offset
            guard let name = try point.optional(.constructed(0), bytes) else {
                throw ObjectError(.crlDistributionPoints, rule, at: start, "distributionPoint is missing")
            }
            guard point.isAtEnd else {
                throw ObjectError(.crlDistributionPoints, rule, at: point.offset, "reasons or cRLIssuer is present")
            }
            var choice = DERReader(name.content)
            guard let fullName = try choice.optional(.constructed(0), bytes) else {
                throw ObjectError(.crlDistributionPoints, rule, at: name.start, "fullName is missing")
            }
            try choice.finish("distributionPoint")
            var names = DERReader(fullName.content)
            while !names.isAtEnd {
                let value = try names.next(bytes)
                let kind = try value.location(bytes, .crlDistributionPoints, rule, "fullName")
                guard kind == .rsync else { continue }
                if locations.revocationList == nil {
                    locations.revocationList = value.content
                } else {
                    guard locations.otherRevocationLists.count < limits.locations else {
                        throw .reached("locations", limits.locations, at: value.start)
                    }
                    locations.otherRevocationLists.append(value.content)
                }
            }
        }
        guard locations.revocationList != nil else {
            throw ObjectError(.crlDistributionPoints, rule, at: start, "no rsync URI")
        }
    }

    /// `CertificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation`: one policy, with at most a pointer to the
    /// certification practice statement (RFC 7318 section 2).
    mutating func readPolicies(_ content: DERReader, _ bytes: Span<UInt8>) throws(ObjectError) {
        var content = content
        let rule = Rule.rfc6487("4.8.9")
        hasPolicy = true
        var policies = try content.sequence(bytes)
        try content.finish("certificatePolicies")
        let start = policies.offset
        var information = try policies.sequence(bytes)
        guard policies.isAtEnd else {
            throw ObjectError(.certificatePolicies, rule, at: policies.offset, "more than one policy")
        }
        switch try information.objectIdentifier(bytes) {
        case .resourcePolicy: policy = .strict
        case .resourcePolicyV2: policy = .reconsidered
        case let other: throw ObjectError(.certificatePolicies, rule, at: start, "policy \(other)")
        }
        guard !information.isAtEnd else { return }
        var qualifiers = try information.sequence(bytes)
        try information.finish("the policy")
        var qualifier = try qualifiers.sequence(bytes)
        guard qualifiers.isAtEnd, try qualifier.objectIdentifier(bytes) == .policyCPS else {
            throw ObjectError(
                .certificatePolicies, .rfc7318("2"), at: qualifiers.offset,
                "a policy qualifier other than one CPS pointer")
        }
        _ = try qualifier.next(.ia5String, bytes)
        try qualifier.finish("the policy qualifier")
    }
}

extension DERReader {
    /// Reads `AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OCTET STRING OPTIONAL, authorityCertIssuer [1],
    /// authorityCertSerialNumber [2] }`, of which RFC 6487 section 4.8.3 allows the key identifier only.
    func authorityKeyIdentifier(_ bytes: Span<UInt8>) throws(ObjectError) -> KeyIdentifier {
        let rule = Rule.rfc6487("4.8.3")
        var content = self
        var fields = try content.sequence(bytes)
        try content.finish("authorityKeyIdentifier")
        guard let value = try fields.optional(.primitive(0), bytes) else {
            throw ObjectError(.authorityKeyIdentifier, rule, at: offset, "keyIdentifier is missing")
        }
        guard fields.isAtEnd else {
            throw ObjectError(
                .authorityKeyIdentifier, rule, at: fields.offset,
                "authorityCertIssuer or authorityCertSerialNumber is present")
        }
        guard value.content.count == 20 else {
            throw ObjectError(
                .authorityKeyIdentifier, rule, at: value.start, "\(value.content.count) octets, not 20")
        }
        return KeyIdentifier(bytes, value.content)
    }
}
