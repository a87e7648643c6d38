public import NumberResources
internal import RPKIObjects

/// A prefix of a ROA with its maximum length, written `192.0.2.0/24` or `192.0.2.0/24-26`.
public struct ROAPrefix: Hashable, Sendable, ExpressibleByStringLiteral {
    public var prefix: IPPrefix
    /// `nil` is the length of the prefix.
    public var maxLength: Int?

    public init(_ prefix: IPPrefix, maxLength: Int? = nil) {
        self.prefix = prefix
        self.maxLength = maxLength
    }

    /// Reads the notation.
    ///
    /// - Precondition: `text` is well formed.
    public init(stringLiteral text: String) {
        let parts = text.split(separator: "-")
        guard let prefix = IPPrefix(parts[0]), parts.count == 1 || Int(parts[1]) != nil else {
            preconditionFailure("no prefix with a maximum length: \(text)")
        }
        self.init(prefix, maxLength: parts.count == 1 ? nil : Int(parts[1]))
    }
}

/// The content of a ROA field by field (RFC 9582 section 4).
public struct ROAPlan: Hashable, Sendable {
    /// A ROAIPAddressFamily.
    public struct Family: Hashable, Sendable {
        /// 00 01 or 00 02.
        public var addressFamily: [UInt8]
        public var addresses: [Address]

        public init(addressFamily: [UInt8], addresses: [Address]) {
            self.addressFamily = addressFamily
            self.addresses = addresses
        }
    }

    /// A ROAIPAddress.
    public struct Address: Hashable, Sendable {
        public var address: BitString
        public var maxLength: DERInteger?

        public init(address: BitString, maxLength: DERInteger? = nil) {
            self.address = address
            self.maxLength = maxLength
        }
    }

    /// `nil` leaves it out, which is version 0.
    public var version: DERInteger?
    public var asID: DERInteger
    public var families: [Family]

    /// The canonical content for these prefixes (RFC 9582 section 4.3.3).
    public init(asn: ASN, _ prefixes: [ROAPrefix]) {
        asID = DERInteger(asn.rawValue)
        families = AddressFamily.allCases.compactMap { family in
            let sorted = Set(prefixes.filter { $0.prefix.family == family }).sorted {
                ($0.prefix, $0.maxLength ?? -1) < ($1.prefix, $1.maxLength ?? -1)
            }
            let addresses = sorted.map {
                Address(
                    address: BitString($0.prefix),
                    maxLength: $0.maxLength == Int($0.prefix.length) ? nil : $0.maxLength.map { DERInteger($0) })
            }
            return addresses.isEmpty ? nil : Family(addressFamily: [0, family.rawValue], addresses: addresses)
        }
    }

    func encoded() -> [UInt8] {
        DERWriter.encode {
            $0.sequence {
                if let version { $0.context(0) { version.encode(into: &$0) } }
                asID.encode(into: &$0)
                $0.sequence { for family in families { encode(family, into: &$0) } }
            }
        }
    }

    private func encode(_ family: Family, into der: inout DERWriter) {
        der.sequence {
            $0.octetString(family.addressFamily)
            $0.sequence {
                for address in family.addresses {
                    $0.sequence {
                        address.address.encode(into: &$0)
                        address.maxLength?.encode(into: &$0)
                    }
                }
            }
        }
    }
}
