internal import NumberResources
internal import RPKIObjects
internal import TextFormats

extension Certificate {
    /// True if the certificate is signed with its own key, as a trust anchor's is.
    var isSelfSigned: Bool {
        isSelfIssued && (authorityKeyIdentifier == nil || authorityKeyIdentifier == subjectKeyIdentifier)
    }

    var kindText: String {
        switch kind {
        case .authority: isSelfSigned ? "trust anchor certificate" : "CA certificate"
        case .endEntity: "end entity certificate"
        case .router: "BGPsec router certificate"
        }
    }

    func describe(in description: inout ObjectDescription) {
        description.add("serialNumber", describing: serialNumber)
        description.add("issuer", issuerText)
        description.add("subject", subjectText)
        description.add("notBefore", describing: RFC3339(notBefore))
        description.add("notAfter", describing: RFC3339(notAfter))
        description.add("subjectKeyIdentifier", describing: subjectKeyIdentifier)
        description.add("authorityKeyIdentifier", describing: authorityKeyIdentifier)
        description.add("publicKey", kind == .router ? "ECDSA P-256" : "RSA 2048")
        if kind == .router { description.add("subjectPublicKeyInfo", subjectPublicKeyInfo.base64) }
        description.add("signatureAlgorithm", "sha256WithRSAEncryption")
        description.add("policy", policy == .strict ? "RFC 6487" : "RFC 8360")
        description.add("resources", label: "Resources", .fields(resources.description))
        description.add("repository", label: "Publication point", describing: repository)
        description.add("manifest", describing: manifest)
        description.add("notification", label: "RRDP notification", notification)
        description.add("signedObjects", label: "Signed object", signedObjects.listed)
        description.add("revocationLists", label: "CRL", revocationLists.listed)
        description.add("issuerCertificate", describing: issuerLocation)
    }
}

extension [RsyncURI] {
    fileprivate var listed: ObjectDescription.Value {
        isEmpty ? .absent : .list(map(\.description))
    }
}

extension ResourceClaims {
    /// The three kinds, each "inherit", a list or nothing.
    fileprivate var description: ObjectDescription {
        var description = ObjectDescription()
        description.add("asns", label: "AS numbers", ResourceClaims.value(asns) { ResourceSet(asns: $0) })
        description.add("ipv4", label: "IPv4", ResourceClaims.value(ipv4) { ResourceSet(ipv4: $0) })
        description.add("ipv6", label: "IPv6", ResourceClaims.value(ipv6) { ResourceSet(ipv6: $0) })
        return description
    }

    private static func value<Bound>(
        _ claim: ResourceClaim<Bound>, _ resources: (IntervalSet<Bound>) -> ResourceSet
    ) -> ObjectDescription.Value {
        switch claim {
        case .absent: .absent
        case .inherit: .text("inherit")
        case .set(let set): .list(resources(set).elementTexts)
        }
    }
}

extension ResourceSet {
    /// The canonical texts of the set's elements.
    var elementTexts: [String] {
        description.split(separator: ", ").map(String.init)
    }
}
