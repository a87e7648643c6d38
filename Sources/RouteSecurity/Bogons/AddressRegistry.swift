import NumberResources

/// IANA's registries of addresses, in copies of the day `date`.
///
/// Multicast has separate registries, and is added here because it is not routed as unicast either.
public enum AddressRegistry {
    /// The day of the newest copies of the registries that the rows were compared with (ISO 8601).
    public static let date = "2026-07-18"

    /// "IANA IPv4 Special-Purpose Address Registry" (RFC 6890, RFC 8190), and multicast.
    public static let ipv4SpecialPurpose: [RegisteredAddressBlock] = [
        RegisteredAddressBlock(.v4(0, 0, 0, 0, 8), "\"This network\"", "RFC 791 section 3.2", .notGlobal),
        RegisteredAddressBlock(
            .v4(0, 0, 0, 0, 32), "\"This host on this network\"", "RFC 1122 section 3.2.1.3", .notGlobal),
        RegisteredAddressBlock(.v4(10, 0, 0, 0, 8), "Private-Use", "RFC 1918", .notGlobal),
        RegisteredAddressBlock(.v4(100, 64, 0, 0, 10), "Shared Address Space", "RFC 6598", .notGlobal),
        RegisteredAddressBlock(.v4(127, 0, 0, 0, 8), "Loopback", "RFC 1122 section 3.2.1.3", .notGlobal),
        RegisteredAddressBlock(.v4(169, 254, 0, 0, 16), "Link Local", "RFC 3927", .notGlobal),
        RegisteredAddressBlock(.v4(172, 16, 0, 0, 12), "Private-Use", "RFC 1918", .notGlobal),
        RegisteredAddressBlock(.v4(192, 0, 0, 0, 24), "IETF Protocol Assignments", "RFC 6890 section 2.1", .notGlobal),
        RegisteredAddressBlock(.v4(192, 0, 0, 0, 29), "IPv4 Service Continuity Prefix", "RFC 7335", .notGlobal),
        RegisteredAddressBlock(.v4(192, 0, 0, 8, 32), "IPv4 dummy address", "RFC 7600", .notGlobal),
        RegisteredAddressBlock(.v4(192, 0, 0, 9, 32), "Port Control Protocol Anycast", "RFC 7723", .global),
        RegisteredAddressBlock(
            .v4(192, 0, 0, 10, 32), "Traversal Using Relays around NAT Anycast", "RFC 8155", .global),
        RegisteredAddressBlock(
            .v4(192, 0, 0, 170, 32), "NAT64/DNS64 Discovery", "RFC 8880, RFC 7050 section 2.2", .notGlobal),
        RegisteredAddressBlock(
            .v4(192, 0, 0, 171, 32), "NAT64/DNS64 Discovery", "RFC 8880, RFC 7050 section 2.2", .notGlobal),
        RegisteredAddressBlock(.v4(192, 0, 2, 0, 24), "Documentation (TEST-NET-1)", "RFC 5737", .notGlobal),
        RegisteredAddressBlock(.v4(192, 31, 196, 0, 24), "AS112-v4", "RFC 7535", .global),
        RegisteredAddressBlock(.v4(192, 52, 193, 0, 24), "AMT", "RFC 7450", .global),
        RegisteredAddressBlock(.v4(192, 88, 99, 0, 24), "Deprecated (6to4 Relay Anycast)", "RFC 7526", .notApplicable),
        RegisteredAddressBlock(.v4(192, 88, 99, 2, 32), "6a44-relay anycast address", "RFC 6751", .notGlobal),
        RegisteredAddressBlock(.v4(192, 168, 0, 0, 16), "Private-Use", "RFC 1918", .notGlobal),
        RegisteredAddressBlock(.v4(192, 175, 48, 0, 24), "Direct Delegation AS112 Service", "RFC 7534", .global),
        RegisteredAddressBlock(.v4(198, 18, 0, 0, 15), "Benchmarking", "RFC 2544", .notGlobal),
        RegisteredAddressBlock(.v4(198, 51, 100, 0, 24), "Documentation (TEST-NET-2)", "RFC 5737", .notGlobal),
        RegisteredAddressBlock(.v4(203, 0, 113, 0, 24), "Documentation (TEST-NET-3)", "RFC 5737", .notGlobal),
        RegisteredAddressBlock(.v4(224, 0, 0, 0, 4), "Multicast", "RFC 5771", .notGlobal),
        RegisteredAddressBlock(.v4(240, 0, 0, 0, 4), "Reserved", "RFC 1112 section 4", .notGlobal),
        RegisteredAddressBlock(
            .v4(255, 255, 255, 255, 32), "Limited Broadcast", "RFC 8190, RFC 919 section 7", .notGlobal),
    ]

    /// "IANA IPv6 Special-Purpose Address Registry" (RFC 6890, RFC 8190), and multicast.
    public static let ipv6SpecialPurpose: [RegisteredAddressBlock] = [
        RegisteredAddressBlock(.v6([], low: [0], 128), "Unspecified Address", "RFC 4291", .notGlobal),
        RegisteredAddressBlock(.v6([], low: [1], 128), "Loopback Address", "RFC 4291", .notGlobal),
        RegisteredAddressBlock(.v6([], low: [0xffff, 0, 0], 96), "IPv4-mapped Address", "RFC 4291", .notGlobal),
        RegisteredAddressBlock(.v6([0x64, 0xff9b], 96), "IPv4-IPv6 Translat.", "RFC 6052", .global),
        RegisteredAddressBlock(.v6([0x64, 0xff9b, 1], 48), "IPv4-IPv6 Translat.", "RFC 8215", .notGlobal),
        RegisteredAddressBlock(.v6([0x100], 64), "Discard-Only Address Block", "RFC 6666", .notGlobal),
        RegisteredAddressBlock(.v6([0x100, 0, 0, 1], 64), "Dummy IPv6 Prefix", "RFC 9780", .notGlobal),
        RegisteredAddressBlock(.v6([0x2001], 23), "IETF Protocol Assignments", "RFC 2928", .notGlobal),
        RegisteredAddressBlock(.v6([0x2001], 32), "TEREDO", "RFC 4380, RFC 8190", .notApplicable),
        RegisteredAddressBlock(.v6([0x2001, 1], low: [1], 128), "Port Control Protocol Anycast", "RFC 7723", .global),
        RegisteredAddressBlock(
            .v6([0x2001, 1], low: [2], 128), "Traversal Using Relays around NAT Anycast", "RFC 8155", .global),
        RegisteredAddressBlock(
            .v6([0x2001, 1], low: [3], 128), "DNS-SD Service Registration Protocol Anycast", "RFC 9665", .global),
        RegisteredAddressBlock(.v6([0x2001, 2], 48), "Benchmarking", "RFC 5180", .notGlobal),
        RegisteredAddressBlock(.v6([0x2001, 3], 32), "AMT", "RFC 7450", .global),
        RegisteredAddressBlock(.v6([0x2001, 4, 0x112], 48), "AS112-v6", "RFC 7535", .global),
        RegisteredAddressBlock(.v6([0x2001, 0x10], 28), "Deprecated (previously ORCHID)", "RFC 4843", .notApplicable),
        RegisteredAddressBlock(.v6([0x2001, 0x20], 28), "ORCHIDv2", "RFC 7343", .global),
        RegisteredAddressBlock(
            .v6([0x2001, 0x30], 28), "Drone Remote ID Protocol Entity Tags (DETs) Prefix", "RFC 9374", .global),
        RegisteredAddressBlock(.v6([0x2001, 0xdb8], 32), "Documentation", "RFC 3849", .notGlobal),
        RegisteredAddressBlock(.v6([0x2002], 16), "6to4", "RFC 3056", .notApplicable),
        RegisteredAddressBlock(
            .v6([0x2620, 0x4f, 0x8000], 48), "Direct Delegation AS112 Service", "RFC 7534", .global),
        RegisteredAddressBlock(.v6([0x3fff], 20), "Documentation", "RFC 9637", .notGlobal),
        RegisteredAddressBlock(.v6([0x5f00], 16), "Segment Routing (SRv6) SIDs", "RFC 9602", .notGlobal),
        RegisteredAddressBlock(.v6([0xfc00], 7), "Unique-Local", "RFC 4193, RFC 8190", .notGlobal),
        RegisteredAddressBlock(.v6([0xfe80], 10), "Link-Local Unicast", "RFC 4291", .notGlobal),
        RegisteredAddressBlock(.v6([0xff00], 8), "Multicast", "RFC 4291 section 2.7", .notGlobal),
    ]

    /// "IPv6 Global Unicast Address Assignments": what IANA has given to the regional registries. All other unicast
    /// addresses are held back (RFC 4291 section 2.4, RFC 7249 section 2.3); of IPv4 nothing is left to give.
    public static let ipv6Assignments: [RegisteredAddressBlock] = [
        assigned([0x2001, 0x200], 23, "APNIC"), assigned([0x2001, 0x400], 23, "ARIN"),
        assigned([0x2001, 0x600], 23, "RIPE NCC"), assigned([0x2001, 0x800], 22, "RIPE NCC"),
        assigned([0x2001, 0xc00], 23, "APNIC"), assigned([0x2001, 0xe00], 23, "APNIC"),
        assigned([0x2001, 0x1200], 23, "LACNIC"), assigned([0x2001, 0x1400], 22, "RIPE NCC"),
        assigned([0x2001, 0x1800], 23, "ARIN"), assigned([0x2001, 0x1a00], 23, "RIPE NCC"),
        assigned([0x2001, 0x1c00], 22, "RIPE NCC"), assigned([0x2001, 0x2000], 19, "RIPE NCC"),
        assigned([0x2001, 0x4000], 23, "RIPE NCC"), assigned([0x2001, 0x4200], 23, "AFRINIC"),
        assigned([0x2001, 0x4400], 23, "APNIC"), assigned([0x2001, 0x4600], 23, "RIPE NCC"),
        assigned([0x2001, 0x4800], 23, "ARIN"), assigned([0x2001, 0x4a00], 23, "RIPE NCC"),
        assigned([0x2001, 0x4c00], 23, "RIPE NCC"), assigned([0x2001, 0x5000], 20, "RIPE NCC"),
        assigned([0x2001, 0x8000], 19, "APNIC"), assigned([0x2001, 0xa000], 20, "APNIC"),
        assigned([0x2001, 0xb000], 20, "APNIC"), assigned([0x2003], 18, "RIPE NCC"),
        assigned([0x2400], 12, "APNIC"), assigned([0x2410], 12, "APNIC"), assigned([0x2600], 12, "ARIN"),
        assigned([0x2610], 23, "ARIN"), assigned([0x2620], 23, "ARIN"), assigned([0x2630], 12, "ARIN"),
        assigned([0x2800], 12, "LACNIC"), assigned([0x2a00], 12, "RIPE NCC"), assigned([0x2a10], 12, "RIPE NCC"),
        assigned([0x2c00], 12, "AFRINIC"),
    ]

    private static func assigned(_ groups: [UInt16], _ length: Int, _ registry: String) -> RegisteredAddressBlock {
        RegisteredAddressBlock(.v6(groups, length), registry, "RFC 7249 section 2.3", .global)
    }
}
