public import NumberResources
public import RouteSecurity

/// The numbers that the demo is made of: those that standards keep for documentation and private use, and no others.
///
/// A real node calls all of them bogons. The demo hands them out, so it judges by registries of its own.
public enum DemoNumbers {
    /// RFC 1918, RFC 2544, RFC 5737, RFC 3849 and RFC 9637.
    public static let prefixes: [IPPrefix] = [
        "10.0.0.0/8", "198.18.0.0/15", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32",
        "3fff::/20",
    ].map(prefix)

    /// RFC 5398 and RFC 6996.
    public static let asns: [ClosedRange<UInt32>] = [
        64_496...65_534, 65_536...65_551, 4_200_000_000...4_294_967_294,
    ]

    /// Whether `prefix` lies in one of ``prefixes``.
    public static func permits(_ prefix: IPPrefix) -> Bool {
        prefixes.contains { $0.covers(prefix) }
    }

    /// Whether `asn` is one of ``asns``.
    public static func permits(_ asn: ASN) -> Bool {
        asns.contains { $0.contains(asn.rawValue) }
    }

    /// The registries of special numbers of the demo's world, in which these numbers are handed out.
    public static var registries: SpecialRegistries { .iana.handingOut(prefixes, asns) }

    /// Reads a prefix that the demo itself writes.
    ///
    /// - Precondition: `text` is one.
    static func prefix(_ text: String) -> IPPrefix {
        guard let prefix = IPPrefix(text) else { preconditionFailure("no prefix: \(text)") }
        return prefix
    }

    /// The part numbered `index` of the parts of `length` bits of `whole`.
    ///
    /// - Precondition: there are so many, at most 65,536.
    static func part(_ index: Int, of whole: IPPrefix, length: Int) -> IPPrefix {
        precondition(index >= 0 && index < 1 << min(16, length - Int(whole.length)), "no such part")
        let bits = whole.leftAlignedBits | UInt128(index) << UInt128(128 - length)
        return IPPrefix(truncating: IPAddress(leftAligned: bits, family: whole.family), length: length)
    }
}
