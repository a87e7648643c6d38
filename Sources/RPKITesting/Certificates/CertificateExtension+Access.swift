internal import RPKIObjects

/// An AccessDescription with a URI, or with another name (RFC 5280 section 4.2.2.1).
public struct AccessDescription: Hashable, Sendable {
    /// The dotted object identifier.
    public var method: String
    public var uri: String
    /// The identifier octet of the GeneralName: 0x86 for a URI.
    public var tag: UInt8

    public init(_ method: String, _ uri: String, tag: UInt8 = 0x86) {
        self.method = method
        self.uri = uri
        self.tag = tag
    }
}

/// A DistributionPoint (RFC 5280 section 4.2.1.13), right or wrong.
public struct DistributionPoint: Hashable, Sendable {
    public var uris: [String]
    /// The bits of ReasonFlags; RFC 6487 section 4.8.6 forbids them.
    public var reasons: [Int]?
    /// RFC 6487 section 4.8.6 forbids it.
    public var crlIssuer: NamePlan?

    public init(uris: [String], reasons: [Int]? = nil, crlIssuer: NamePlan? = nil) {
        self.uris = uris
        self.reasons = reasons
        self.crlIssuer = crlIssuer
    }
}

extension CertificateExtension {
    /// RFC 6487 section 4.8.6.
    public static func crlDistributionPoints(_ uris: String...) -> CertificateExtension {
        crlDistributionPoints([DistributionPoint(uris: uris)])
    }

    /// RFC 6487 section 4.8.6.
    public static func crlDistributionPoints(_ points: [DistributionPoint]) -> CertificateExtension {
        CertificateExtension(OID.crlDistributionPoints) {
            $0.sequence {
                for point in points {
                    $0.sequence {
                        if !point.uris.isEmpty {
                            $0.context(0) {
                                $0.context(0) { for uri in point.uris { $0.context(6, primitive: uri.utf8) } }
                            }
                        }
                        if let reasons = point.reasons {
                            let bits = DERWriter.encode { $0.bitString(positions: reasons) }
                            $0.context(1, primitive: bits.dropFirst(2))
                        }
                        if let issuer = point.crlIssuer {
                            $0.context(2) { $0.context(4) { issuer.encode(into: &$0) } }
                        }
                    }
                }
            }
        }
    }

    /// RFC 6487 section 4.8.7.
    public static func authorityInformationAccess(_ descriptions: AccessDescription...) -> CertificateExtension {
        access(OID.authorityInformationAccess, descriptions)
    }

    /// RFC 6487 section 4.8.8.
    public static func subjectInformationAccess(_ descriptions: AccessDescription...) -> CertificateExtension {
        access(OID.subjectInformationAccess, descriptions)
    }

    /// RFC 6487 section 4.8.8.
    public static func subjectInformationAccess(_ descriptions: [AccessDescription]) -> CertificateExtension {
        access(OID.subjectInformationAccess, descriptions)
    }

    private static func access(_ identifier: String, _ descriptions: [AccessDescription]) -> CertificateExtension {
        CertificateExtension(identifier) {
            $0.sequence {
                for description in descriptions {
                    $0.sequence {
                        $0.objectIdentifier(description.method)
                        $0.primitive(tag: description.tag, description.uri.utf8)
                    }
                }
            }
        }
    }
}
