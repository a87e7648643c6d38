internal import Crypto
internal import NumberResources
internal import RPKIObjects

/// The content of a signed checklist field by field (RFC 9323 section 4).
public struct ChecklistPlan: Hashable, Sendable {
    /// A FileNameAndHash.
    public struct Entry: Hashable, Sendable {
        public var fileName: String?
        public var hash: [UInt8]

        public init(_ fileName: String?, hash: [UInt8]) {
            self.fileName = fileName
            self.hash = hash
        }

        /// The entry of a file with these octets.
        public init(_ fileName: String?, contents: [UInt8]) {
            self.init(fileName, hash: Array(SHA256.hash(data: contents)))
        }
    }

    /// `nil` leaves it out, which is version 0.
    public var version: DERInteger?
    /// `nil` leaves them out.
    public var asBlocks: [ASBlock]?
    /// `nil` leaves them out.
    public var addressFamilies: [AddressFamilyBlocks]?
    public var digestAlgorithm: AlgorithmPlan = .sha256
    public var entries: [Entry]

    /// A checklist signed with `resources`, which inherit nothing.
    public init(resources: Resources, _ entries: [Entry]) {
        if case .set(let set) = resources.claims.asns { asBlocks = ASBlock.canonical(set) }
        let families = AddressFamilyBlocks.canonical(resources.claims)
        addressFamilies = families.isEmpty ? nil : families
        self.entries = entries
    }

    func encoded() -> [UInt8] {
        DERWriter.encode {
            $0.sequence {
                if let version { $0.context(0) { version.encode(into: &$0) } }
                encodeResources(into: &$0)
                digestAlgorithm.encode(into: &$0)
                $0.sequence {
                    for entry in entries {
                        $0.sequence {
                            if let name = entry.fileName { $0.ia5String(name) }
                            $0.octetString(entry.hash)
                        }
                    }
                }
            }
        }
    }

    private func encodeResources(into der: inout DERWriter) {
        der.sequence {
            if let asBlocks {
                $0.context(0) {
                    $0.sequence {
                        $0.context(0) { $0.sequence { for block in asBlocks { block.encode(into: &$0) } } }
                    }
                }
            }
            if let addressFamilies {
                $0.context(1) { $0.sequence { for family in addressFamilies { family.encode(into: &$0) } } }
            }
        }
    }
}
