internal import RPKIObjects

/// The content of a trust anchor key object field by field (RFC 9691 section 2.3).
public struct TrustAnchorKeyPlan: Hashable, Sendable {
    /// A TAKey.
    public struct Key: Hashable, Sendable {
        public var comments: [String]
        public var certificateURIs: [String]
        /// The DER of a SubjectPublicKeyInfo.
        public var subjectPublicKeyInfo: [UInt8]

        public init(_ subjectPublicKeyInfo: [UInt8], certificateURIs: [String], comments: [String] = []) {
            self.subjectPublicKeyInfo = subjectPublicKeyInfo
            self.certificateURIs = certificateURIs
            self.comments = comments
        }

        func encode(into der: inout DERWriter) {
            der.sequence {
                $0.sequence { for comment in comments { $0.utf8String(comment) } }
                $0.sequence { for uri in certificateURIs { $0.ia5String(uri) } }
                $0.raw(subjectPublicKeyInfo)
            }
        }
    }

    /// `nil` leaves it out, which is version 0.
    public var version: DERInteger?
    public var current: Key
    public var predecessor: Key?
    public var successor: Key?

    public init(current: Key, predecessor: Key? = nil, successor: Key? = nil) {
        self.current = current
        self.predecessor = predecessor
        self.successor = successor
    }

    func encoded() -> [UInt8] {
        DERWriter.encode {
            $0.sequence {
                version?.encode(into: &$0)
                current.encode(into: &$0)
                if let predecessor { $0.context(0) { predecessor.encode(into: &$0) } }
                if let successor { $0.context(1) { successor.encode(into: &$0) } }
            }
        }
    }
}
