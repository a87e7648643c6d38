public import NumberResources

/// Number resources in a short notation: AS numbers, prefixes and ranges of both, apart by blanks or commas.
///
/// ```swift
/// let resources: Resources = "AS64496-AS64511 192.0.2.0/24 10.0.0.1-10.0.0.9 2001:db8::/32"
/// let everything: Resources = "inherit"                 // all three kinds
/// let mixed: Resources = "AS64496 ipv4:inherit"         // asn:, ipv4: and ipv6: inherit one kind
/// ```
public struct Resources: Hashable, Sendable, ExpressibleByStringLiteral {
    public var claims: ResourceClaims

    public init(_ claims: ResourceClaims) {
        self.claims = claims
    }

    /// Reads the notation.
    ///
    /// - Precondition: `text` is well formed.
    public init(_ text: String) {
        var asns: [ClosedRange<UInt32>] = []
        var prefixes: [IPPrefix] = []
        var ipv4: [ClosedRange<UInt32>] = []
        var ipv6: [ClosedRange<UInt128>] = []
        var inherited: Set<Substring> = []
        for item in text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\n" }) {
            let ends = item.split(separator: "-")
            if item == "inherit" {
                inherited = ["asn", "ipv4", "ipv6"]
            } else if item.hasSuffix(":inherit") {
                inherited.insert(item.dropLast(8))
            } else if item.contains("/") {
                prefixes.append(ResourceText.prefix(item))
            } else if item.contains(".") || item.contains(":") {
                let lower = ResourceText.address(ends[0])
                let upper = ResourceText.address(ends[ends.count - 1])
                if lower.family == .ipv4 {
                    ipv4.append(lower.ipv4Value...upper.ipv4Value)
                } else {
                    ipv6.append(lower.leftAlignedBits...upper.leftAlignedBits)
                }
            } else {
                asns.append(ResourceText.asn(ends[0])...ResourceText.asn(ends[ends.count - 1]))
            }
        }
        let set = ResourceSet(prefixes)
        claims = ResourceClaims(
            asns: Resources.claim(asns, inherits: inherited.contains("asn")),
            ipv4: Resources.claim(ipv4 + set.ipv4.ranges, inherits: inherited.contains("ipv4")),
            ipv6: Resources.claim(ipv6 + set.ipv6.ranges, inherits: inherited.contains("ipv6")))
    }

    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// No resources of any kind.
    public static let none = Resources(ResourceClaims())

    /// Every AS number and every address.
    public static let all: Resources = "AS0-AS4294967295 0.0.0.0/0 ::/0"

    /// Whatever the issuer holds, of all three kinds.
    public static let inherited: Resources = "inherit"

    private static func claim<Bound>(_ ranges: [ClosedRange<Bound>], inherits: Bool) -> ResourceClaim<Bound> {
        if inherits { return .inherit }
        return ranges.isEmpty ? .absent : .set(IntervalSet(ranges))
    }
}

extension ResourceSet {
    /// The addresses of `prefixes`.
    init(_ prefixes: some Sequence<IPPrefix>) {
        self.init()
        ipv4 = IntervalSet(
            prefixes.filter { $0.family == .ipv4 }.map { $0.address.ipv4Value...$0.lastAddress.ipv4Value })
        ipv6 = IntervalSet(
            prefixes.filter { $0.family == .ipv6 }.map { $0.address.leftAlignedBits...$0.lastAddress.leftAlignedBits })
    }
}
