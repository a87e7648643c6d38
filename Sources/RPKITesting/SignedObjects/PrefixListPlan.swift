public import NumberResources
internal import RPKIObjects

/// The content of a signed prefix list field by field (draft-ietf-sidrops-rpki-prefixlist section 3).
public struct PrefixListPlan: Hashable, Sendable {
    /// An AddressFamilyPrefixes.
    public struct Family: Hashable, Sendable {
        /// 00 01 or 00 02.
        public var addressFamily: [UInt8]
        public var prefixes: [BitString]

        public init(addressFamily: [UInt8], prefixes: [BitString]) {
            self.addressFamily = addressFamily
            self.prefixes = prefixes
        }
    }

    /// `nil` leaves it out, which is version 0.
    public var version: DERInteger?
    public var asID: DERInteger
    public var families: [Family]

    /// The prefixes in ascending order, each once.
    public init(asn: ASN, _ prefixes: [IPPrefix]) {
        asID = DERInteger(asn.rawValue)
        families = AddressFamily.allCases.compactMap { family in
            let sorted = Set(prefixes.filter { $0.family == family }).sorted()
            return sorted.isEmpty
                ? nil : Family(addressFamily: [0, family.rawValue], prefixes: sorted.map { BitString($0) })
        }
    }

    func encoded() -> [UInt8] {
        DERWriter.encode {
            $0.sequence {
                if let version { $0.context(0) { version.encode(into: &$0) } }
                asID.encode(into: &$0)
                $0.sequence {
                    for family in families {
                        $0.sequence {
                            $0.octetString(family.addressFamily)
                            $0.sequence { for prefix in family.prefixes { prefix.encode(into: &$0) } }
                        }
                    }
                }
            }
        }
    }
}
