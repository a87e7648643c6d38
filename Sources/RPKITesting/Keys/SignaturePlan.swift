internal import RPKIObjects

/// The octets in the place of a signature.
public enum SignaturePlan: Sendable {
    case correct
    /// The right one with its last bit flipped.
    case corrupted
    /// A correct one, of something else.
    case ofOther([UInt8])
    /// By another key.
    case by(SigningKey)
    case octets([UInt8])

    func octets(for message: [UInt8], by key: SigningKey) throws -> [UInt8] {
        switch self {
        case .correct: return try key.signature(for: message)
        case .corrupted:
            var octets = try key.signature(for: message)
            octets[octets.count - 1] ^= 1
            return octets
        case .ofOther(let other): return try key.signature(for: other)
        case .by(let other): return try other.signature(for: message)
        case .octets(let octets): return octets
        }
    }

    /// SIGNED{} of RFC 5280 section 4.1: what is signed, the algorithm, the signature.
    func signed(_ toBeSigned: [UInt8], _ algorithm: AlgorithmPlan, by key: SigningKey) throws -> [UInt8] {
        let signature = try octets(for: toBeSigned, by: key)
        return DERWriter.encode {
            $0.sequence {
                $0.raw(toBeSigned)
                algorithm.encode(into: &$0)
                $0.bitString(signature)
            }
        }
    }
}

/// A last resort: changes the octets of something encoded.
public typealias OctetChange = @Sendable (inout [UInt8]) -> Void
