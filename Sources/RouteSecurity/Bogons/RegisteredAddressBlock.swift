public import NumberResources

/// A row of one of IANA's registries of addresses.
public struct RegisteredAddressBlock: Hashable, Sendable {
    /// Whether routes to the block may be seen outside of one network.
    public enum Reachability: Hashable, Sendable {
        /// Yes: the registry says so, or the block is there for registries to hand out.
        case global
        /// No.
        case notGlobal
        /// The registry leaves it open: blocks that are deprecated, and those whose addresses hold another one.
        case notApplicable
    }

    public let prefix: IPPrefix
    public let name: String
    /// The documents that the registry names, such as `RFC 1918`.
    public let reference: String
    public let reachability: Reachability

    init(_ prefix: IPPrefix, _ name: String, _ reference: String, _ reachability: Reachability) {
        self.prefix = prefix
        self.name = name
        self.reference = reference
        self.reachability = reachability
    }
}

extension IPPrefix {
    /// `a.b.c.d/length`
    static func v4(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32, _ length: Int) -> IPPrefix {
        IPPrefix(truncating: IPAddress(ipv4: a << 24 | b << 16 | c << 8 | d), length: length)
    }

    /// The prefix that begins with the 16-bit groups of `high`, and ends with those of `low`.
    static func v6(_ high: [UInt16], low: [UInt16] = [], _ length: Int) -> IPPrefix {
        var bits: UInt128 = 0
        for (index, group) in high.enumerated() { bits |= UInt128(group) << UInt128(112 - 16 * index) }
        for (index, group) in low.reversed().enumerated() { bits |= UInt128(group) << UInt128(16 * index) }
        return IPPrefix(truncating: IPAddress(ipv6: bits), length: length)
    }
}
