public import NumberResources

/// A row of IANA's registry of AS numbers that are not handed out.
public struct ASNBlock: Hashable, Sendable {
    public let numbers: ClosedRange<UInt32>
    public let name: String
    /// The document that the registry names.
    public let reference: String
    /// Whether the numbers may occur in paths nevertheless.
    public let mayBeRouted: Bool

    init(_ numbers: ClosedRange<UInt32>, _ name: String, _ reference: String, mayBeRouted: Bool = false) {
        self.numbers = numbers
        self.name = name
        self.reference = reference
        self.mayBeRouted = mayBeRouted
    }
}

/// IANA's "Special-Purpose AS Numbers" (RFC 7249 section 2.1), and the block that "Autonomous System (AS) Numbers"
/// holds back, by copies of the day that `date` names.
public enum ASNRegistry {
    /// The day of the newest copies of the registries that the rows were compared with (ISO 8601).
    public static let date = AddressRegistry.date

    /// Ascending.
    public static let specialPurpose: [ASNBlock] = [
        ASNBlock(0...0, "Reserved", "RFC 7607"),
        ASNBlock(112...112, "Used by the AS112 project to sink misdirected DNS queries", "RFC 7534", mayBeRouted: true),
        ASNBlock(23_456...23_456, "AS_TRANS", "RFC 6793"),
        ASNBlock(64_496...64_511, "For documentation and sample code", "RFC 5398"),
        ASNBlock(64_512...65_534, "For private use", "RFC 6996"),
        ASNBlock(65_535...65_535, "Reserved", "RFC 7300"),
        ASNBlock(65_536...65_551, "For documentation and sample code", "RFC 5398"),
        ASNBlock(65_552...131_071, "Reserved", "IANA"),
        ASNBlock(4_200_000_000...4_294_967_294, "For private use", "RFC 6996"),
        ASNBlock(4_294_967_295...4_294_967_295, "Reserved", "RFC 7300"),
    ]

    /// The row of `asn`; `nil` for a number that is there to be handed out.
    public static func block(of asn: ASN) -> ASNBlock? {
        specialPurpose.first { $0.numbers.contains(asn.rawValue) }
    }

    /// Whether `asn` must not occur in a path outside of one network.
    static func isBogon(_ asn: ASN) -> Bool {
        let number = asn.rawValue
        if number < 64_496 { return number == 0 || number == 23_456 }
        return number <= 131_071 || number >= 4_200_000_000
    }
}
