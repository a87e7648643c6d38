public import NumberResources

/// Removes VRPs: those of the prefix and all it covers, those of the AS, or those that match both
/// (RFC 8416 section 3.3.1).
public struct SLURMPrefixFilter: Hashable, Sendable {
    public var prefix: IPPrefix?
    public var asn: ASN?
    public var comment: String?

    /// - Precondition: a prefix or an AS number is given.
    public init(prefix: IPPrefix? = nil, asn: ASN? = nil, comment: String? = nil) {
        precondition(prefix != nil || asn != nil, "a filter without a condition")
        self.prefix = prefix
        self.asn = asn
        self.comment = comment
    }

    public func matches(_ vrp: VRP) -> Bool {
        (prefix?.covers(vrp.prefix) ?? true) && (asn.map { $0 == vrp.asn } ?? true)
    }
}

/// Removes router keys: those of the AS, those with the key identifier, or those that match both
/// (RFC 8416 section 3.3.2).
public struct SLURMBGPsecFilter: Hashable, Sendable {
    public var asn: ASN?
    /// 20 octets.
    public var subjectKeyIdentifier: [UInt8]?
    public var comment: String?

    /// - Precondition: an AS number or a key identifier is given.
    public init(asn: ASN? = nil, subjectKeyIdentifier: [UInt8]? = nil, comment: String? = nil) {
        precondition(asn != nil || subjectKeyIdentifier != nil, "a filter without a condition")
        self.asn = asn
        self.subjectKeyIdentifier = subjectKeyIdentifier
        self.comment = comment
    }

    public func matches(_ key: RouterKey) -> Bool {
        (asn.map { $0 == key.asn } ?? true) && (subjectKeyIdentifier.map { $0 == key.subjectKeyIdentifier } ?? true)
    }
}

/// Takes the ASPA of a customer away (draft-ietf-sidrops-aspa-slurm).
public struct SLURMASPAFilter: Hashable, Sendable {
    public var customer: ASN
    public var comment: String?

    public init(customer: ASN, comment: String? = nil) {
        self.customer = customer
        self.comment = comment
    }
}
