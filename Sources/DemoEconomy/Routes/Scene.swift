internal import NumberResources

/// How a prefix is announced: by whom, over which connections.
struct Scene: Hashable, Sendable {
    /// Who announces it, and whether that is invalid by the payloads; none does where empty.
    struct Source: Hashable, Sendable {
        let asn: ASN
        let isInvalid: Bool
    }

    var sources: [Source]
    /// Connections that are down.
    var without: Set<DemoTopology.Link> = []
    /// Whether ``DemoTopology/leaker`` leaks.
    var isLeaked = false
}

/// A time in which a prefix is announced in another way than usual.
struct Episode: Sendable {
    let prefix: IPPrefix
    /// Seconds since 1970.
    let begins: Int64
    /// `nil` for ever.
    let ends: Int64?
    let scene: Scene
    /// A name, from which the delay of each peer follows.
    let name: String
}
