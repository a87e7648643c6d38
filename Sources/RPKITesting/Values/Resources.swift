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
        var set = ResourceSet()
        var inherited: Set<Substring> = []
        for item in text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\n" }) {
            if item == "inherit" {
                inherited = ["asn", "ipv4", "ipv6"]
            } else if item.hasSuffix(":inherit") {
                inherited.insert(item.dropLast(":inherit".count))
            } else if let resources = ResourceSet(item) {
                set = set.union(resources)
            } else {
                preconditionFailure("no number resources: \(item)")
            }
        }
        claims = ResourceClaims(
            asns: Resources.claim(set.asns, inherits: inherited.contains("asn")),
            ipv4: Resources.claim(set.ipv4, inherits: inherited.contains("ipv4")),
            ipv6: Resources.claim(set.ipv6, inherits: inherited.contains("ipv6")))
    }

    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// No resources of any kind.
    public static let none = Resources(ResourceClaims())

    /// Every AS number and every address.
    public static let all: Resources = "AS0-AS4294967295 0.0.0.0/0 ::/0"

    /// All resources that the issuer holds, of all three kinds.
    public static let inherited: Resources = "inherit"

    private static func claim<Bound>(_ set: IntervalSet<Bound>, inherits: Bool) -> ResourceClaim<Bound> {
        if inherits { return .inherit }
        return set.isEmpty ? .absent : .set(set)
    }
}

extension Resources {
    /// One AS number.
    public init(_ asn: ASN) {
        self.init(ResourceClaims(asns: .set(IntervalSet([asn.rawValue...asn.rawValue]))))
    }

    /// The addresses of `prefixes`.
    public init(_ prefixes: [IPPrefix]) {
        let set = ResourceSet(prefixes: prefixes)
        self.init(
            ResourceClaims(
                ipv4: Resources.claim(set.ipv4, inherits: false), ipv6: Resources.claim(set.ipv6, inherits: false)))
    }
}
