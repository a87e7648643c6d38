internal import NumberResources

/// The state of a peer in a session.
struct MonitoredPeer: Sendable {
    let peer: BMPPeer
    var isUp = true
    /// Of the body of its Peer Up; `nil` where there was none.
    let fingerprint: Int?
    /// The AS of the router in this session; `nil` where it is not known.
    let localASN: ASN?
    private let inbound: SessionEncoding
    private let outbound: SessionEncoding
    /// True if routes were found to be encoded contrary to the agreement: with path identifiers although none were
    /// agreed, or without.
    var isPathIDAgreementReversed = false
    /// True if AS numbers were found to be of the other size than flag A says. Some paths can be read either way: what others of the
    /// peer showed decides.
    var isASNSizeReversed = false
    /// True if it was reported that the router puts its own AS in front of this peer's paths.
    var isLocalASReported = false

    init(_ peer: BMPPeer, _ up: BMPPeerUp, fingerprint: Int) {
        self.peer = peer
        self.fingerprint = fingerprint
        localASN = up.localASN
        if peer.kind == .locRIBInstance {
            // Both OPEN messages are the router's own make (RFC 9069 section 4.2): what either direction allows holds.
            inbound = SessionEncoding(
                addPath: up.inbound.addPath.union(up.outbound.addPath), allowsExtendedMessages: true)
            outbound = inbound
        } else {
            inbound = up.inbound
            outbound = up.outbound
        }
    }

    /// A peer for which the router never sent Peer Up.
    init(assuming peer: BMPPeer) {
        self.peer = peer
        fingerprint = nil
        localASN = nil
        inbound = SessionEncoding()
        outbound = SessionEncoding()
    }

    var isAssumed: Bool {
        fingerprint == nil
    }

    /// The encoding of an UPDATE in a view.
    ///
    /// The size of AS numbers is that of the message, which flag A tells, not that of the session.
    func encoding(_ header: BMPPeerHeader) -> SessionEncoding {
        var encoding = header.view.isOutbound ? outbound : inbound
        encoding.hasFourOctetASNs = header.hasTwoOctetASNs == isASNSizeReversed
        // A router may send a message longer than what its neighbour could.
        encoding.allowsExtendedMessages = true
        encoding.isObserved = true
        // What policy or the router itself adds to a route is not a fault of the neighbour.
        if header.view != .prePolicy { encoding.isExternal = nil }
        if isPathIDAgreementReversed { encoding.addPath = encoding.addPath.isEmpty ? .all : [] }
        return encoding
    }

    /// True if a path that the neighbour sent begins with the AS of the router, as FRRouting before 10.6 reports it.
    ///
    /// - Parameter isKnown: Whether the router was seen to do so: then a neighbour that leaves its own AS out, a route server,
    ///   does not hide it.
    func hasLocalASInFront(_ path: ASPath, _ header: BMPPeerHeader, isKnownOfRouter isKnown: Bool) -> Bool {
        guard let localASN, peer.kind != .locRIBInstance, !header.view.isOutbound, localASN != peer.peer.asn,
            path.asns.count > 1, path.asns[0] == localASN, path.runs.first.map({ $0.kind == .sequence }) ?? true
        else { return false }
        return isKnown || path.asns[1] == peer.peer.asn
    }
}

extension Span<UInt8> {
    /// A number that tells octets apart from others within this process.
    func fingerprint(from start: Int) -> Int {
        var hasher = Hasher()
        extracting(start..<count).withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}
