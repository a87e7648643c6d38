/// Faults of a route's prefix or of the AS numbers in its path, regardless of the sender.
public struct BogonClasses: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The prefix lies in a block that IANA set apart for something other than the Internet.
    public static let martian = BogonClasses(rawValue: 1 << 0)
    /// The prefix is in unallocated space.
    public static let unallocated = BogonClasses(rawValue: 1 << 1)
    /// An AS number of the path was set apart by IANA.
    public static let reservedASN = BogonClasses(rawValue: 1 << 2)
    /// An AS number of the path is unallocated.
    public static let unallocatedASN = BogonClasses(rawValue: 1 << 3)
    /// Longer than /24 (IPv4) or /48 (IPv6): no bogon, yet not carried by most networks.
    public static let tooLong = BogonClasses(rawValue: 1 << 4)
    /// Shorter than /8 (IPv4) or /16 (IPv6), including the default route: not a bogon, but no network holds so much.
    public static let tooShort = BogonClasses(rawValue: 1 << 5)

    /// The classes for resources that must not be used on the Internet: full bogons.
    public static let bogons: BogonClasses = [.martian, .unallocated, .reservedASN, .unallocatedASN]

    /// Whether prefix or path are bogons, and not only of an unusual length.
    public var isBogon: Bool {
        !isDisjoint(with: .bogons)
    }

    /// The names of the classes, in the order above.
    public var names: [String] {
        BogonClasses.named.filter { contains($0.0) }.map(\.1)
    }

    /// Each class with its name in outputs.
    public static let named: [(BogonClasses, String)] = [
        (.martian, "martian"), (.unallocated, "unallocated"), (.reservedASN, "reserved-asn"),
        (.unallocatedASN, "unallocated-asn"), (.tooLong, "too-long"), (.tooShort, "too-short"),
    ]
}
