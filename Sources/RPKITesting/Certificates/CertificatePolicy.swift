internal import RPKIObjects

/// A PolicyInformation (RFC 5280 section 4.2.1.4), right or wrong.
public struct CertificatePolicy: Hashable, Sendable {
    public struct Qualifier: Hashable, Sendable {
        /// The dotted object identifier.
        public var identifier: String
        /// Written as IA5String.
        public var uri: String

        public init(_ identifier: String = OID.certificationPracticeStatement, uri: String) {
            self.identifier = identifier
            self.uri = uri
        }
    }

    /// The dotted object identifier.
    public var identifier: String
    /// RFC 7318 allows one.
    public var qualifiers: [Qualifier]

    public init(_ identifier: String, qualifiers: [Qualifier] = []) {
        self.identifier = identifier
        self.qualifiers = qualifiers
    }

    /// The policy of RFC 6484: a certificate that claims too much is refused.
    public static let strict = CertificatePolicy(OID.resourcePolicy)

    /// The policy of RFC 8360: what a certificate claims too much is cut off.
    public static let reconsidered = CertificatePolicy(OID.resourcePolicyV2)

    func encode(into der: inout DERWriter) {
        der.sequence {
            $0.objectIdentifier(identifier)
            guard !qualifiers.isEmpty else { return }
            $0.sequence {
                for qualifier in qualifiers {
                    $0.sequence {
                        $0.objectIdentifier(qualifier.identifier)
                        $0.ia5String(qualifier.uri)
                    }
                }
            }
        }
    }
}
