public import NumberResources

/// Which routes are wanted; what is not asked for does not matter.
public struct RouteFilter {
    /// The prefixes that are looked for.
    public var prefixes: [IPPrefix] = []
    /// True if prefixes within those are wanted too.
    public var includesMoreSpecific = false
    /// True if prefixes that cover those are wanted too.
    public var includesLessSpecific = false
    /// Origins of routes. A withdrawal has none.
    public var origins: Set<ASN> = []
    /// Says whether a path is wanted. A withdrawal has none.
    public var path: ((ASPath) -> Bool)?
    /// AS numbers of peers.
    public var peers: Set<ASN> = []
    /// The first moment that is wanted.
    public var from: BGPTime?
    /// The last moment that is wanted.
    public var to: BGPTime?

    public init() {}

    /// True if something of this time is wanted.
    @inline(__always)
    public func wants(_ time: BGPTime) -> Bool {
        if let from, time < from { return false }
        if let to, time > to { return false }
        return true
    }

    @inline(__always)
    public func wants(_ peer: BGPPeer) -> Bool {
        peers.isEmpty || peers.contains(peer.asn)
    }

    @inline(__always)
    public func wants(_ prefix: IPPrefix) -> Bool {
        prefixes.isEmpty || wantsOne(prefix)
    }

    private func wantsOne(_ prefix: IPPrefix) -> Bool {
        prefixes.contains { wanted in
            wanted == prefix || includesMoreSpecific && wanted.covers(prefix)
                || includesLessSpecific && prefix.covers(wanted)
        }
    }

    /// True if the filter depends on the path.
    @inline(__always)
    public var asksForPath: Bool {
        !origins.isEmpty || path != nil
    }

    public func wants(_ path: ASPath) -> Bool {
        if !origins.isEmpty {
            guard let origin = path.origin, origins.contains(origin) else { return false }
        }
        return self.path?(path) ?? true
    }

    public func wants(_ event: RouteEvent) -> Bool {
        guard wants(event.time), wants(event.peer), wants(event.prefix) else { return false }
        guard asksForPath else { return true }
        guard case .announce(let attributes) = event.action else { return false }
        return wants(attributes.asPath)
    }

    public func wants(_ change: PeerStateChange) -> Bool {
        wantsStates && wants(change.time) && wants(change.peer)
    }

    /// True if changes of session states match: if the filter has no condition on routes.
    public var wantsStates: Bool {
        prefixes.isEmpty && !asksForPath
    }
}
