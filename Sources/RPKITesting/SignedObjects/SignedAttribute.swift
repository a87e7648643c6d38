internal import RPKIObjects

/// An Attribute of a SignerInfo (RFC 5652 section 5.3).
public enum SignedAttribute: Sendable {
    /// The content type; `nil` is that of the object.
    case contentType(String? = nil)
    /// The digest of the content; `nil` is the right one.
    case messageDigest([UInt8]? = nil)
    case signingTime(DERTime)
    /// Seconds since 1970; forbidden by RFC 9589.
    case binarySigningTime(DERInteger)
    /// Any attribute: its dotted identifier and the DER of its values.
    case other(String, values: [[UInt8]])

    func encode(into der: inout DERWriter, contentType actualType: String, digest actualDigest: [UInt8]) {
        der.sequence {
            switch self {
            case .contentType(let type):
                $0.objectIdentifier(OID.contentType)
                $0.set { $0.objectIdentifier(type ?? actualType) }
            case .messageDigest(let digest):
                $0.objectIdentifier(OID.messageDigest)
                $0.set { $0.octetString(digest ?? actualDigest) }
            case .signingTime(let time):
                $0.objectIdentifier(OID.signingTime)
                $0.set { time.encode(into: &$0) }
            case .binarySigningTime(let seconds):
                $0.objectIdentifier(OID.binarySigningTime)
                $0.set { seconds.encode(into: &$0) }
            case .other(let identifier, let values):
                $0.objectIdentifier(identifier)
                $0.set { for value in values { $0.raw(value) } }
            }
        }
    }
}
