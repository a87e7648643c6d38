internal import NumberResources

/// A prefix with an origin that peers have.
struct SeenRoute: Hashable, Sendable, Comparable {
    let prefix: IPPrefix
    let origin: ASN
    /// How many of the peers that are looked at have it: 1 to 32.
    let peers: UInt8

    static func < (left: SeenRoute, right: SeenRoute) -> Bool {
        left.prefix == right.prefix ? left.origin < right.origin : left.prefix < right.prefix
    }
}
