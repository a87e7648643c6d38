internal import RPKIObjects

/// An AlgorithmIdentifier (RFC 5280 section 4.1.1.2), right or wrong.
public struct AlgorithmPlan: Hashable, Sendable {
    /// The parameters after the algorithm's identifier.
    public enum Parameters: Hashable, Sendable {
        case absent
        case null
        case objectIdentifier(String)
        case der([UInt8])
    }

    /// The dotted object identifier.
    public var algorithm: String
    public var parameters: Parameters

    public init(_ algorithm: String, _ parameters: Parameters = .absent) {
        self.algorithm = algorithm
        self.parameters = parameters
    }

    public static let sha256 = AlgorithmPlan(OID.sha256)
    public static let sha1 = AlgorithmPlan(OID.sha1)
    public static let sha512 = AlgorithmPlan(OID.sha512)
    public static let rsaEncryption = AlgorithmPlan(OID.rsaEncryption, .null)
    public static let sha256WithRSAEncryption = AlgorithmPlan(OID.sha256WithRSAEncryption, .null)
    public static let sha1WithRSAEncryption = AlgorithmPlan(OID.sha1WithRSAEncryption, .null)
    public static let ecdsaWithSHA256 = AlgorithmPlan(OID.ecdsaWithSHA256)
    public static let p256PublicKey = AlgorithmPlan(OID.ecPublicKey, .objectIdentifier(OID.p256))

    func encode(into der: inout DERWriter) {
        der.sequence {
            $0.objectIdentifier(algorithm)
            switch parameters {
            case .absent: break
            case .null: $0.null()
            case .objectIdentifier(let identifier): $0.objectIdentifier(identifier)
            case .der(let octets): $0.raw(octets)
            }
        }
    }
}
