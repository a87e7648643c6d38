/// The state of a peer in a session.
struct MonitoredPeer: Sendable {
    let peer: BMPPeer
    var isUp = true
    /// Of the body of its Peer Up; `nil` where there was none.
    let fingerprint: Int?
    private let inbound: SessionEncoding
    private let outbound: SessionEncoding
    /// Whether routes were found to be encoded contrary to the agreement: with path identifiers although none were
    /// agreed, or without.
    var isPathIDAgreementReversed = false

    init(_ peer: BMPPeer, _ up: BMPPeerUp, fingerprint: Int) {
        self.peer = peer
        self.fingerprint = fingerprint
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
        encoding.hasFourOctetASNs = !header.hasTwoOctetASNs
        // A router may send a message longer than what its neighbour could.
        encoding.allowsExtendedMessages = true
        // What policy or the router itself adds to a route is not a fault of the neighbour.
        if header.view != .prePolicy { encoding.isExternal = nil }
        if isPathIDAgreementReversed { encoding.addPath = encoding.addPath.isEmpty ? .all : [] }
        return encoding
    }

    /// Whether path identifiers may be present or absent regardless of what was agreed: if there was no Peer Up, and
    /// with routers that agree on them and then send routes without them.
    var hasDoubtfulPathIDs: Bool {
        isAssumed || !inbound.addPath.union(outbound.addPath).isEmpty
    }

    /// Whether the neighbour cannot have sent four-octet AS numbers, regardless of the flag.
    func mayHaveTwoOctetASNs(_ header: BMPPeerHeader) -> Bool {
        isAssumed || !(header.view.isOutbound ? outbound : inbound).hasFourOctetASNs
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
