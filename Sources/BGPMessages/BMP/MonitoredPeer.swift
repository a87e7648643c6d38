/// What a session knows of a peer.
struct MonitoredPeer: Sendable {
    let peer: BMPPeer
    var isUp = true
    /// Of the body of its Peer Up; `nil` where there was none.
    let fingerprint: Int?
    private let inbound: SessionEncoding
    private let outbound: SessionEncoding
    /// Whether routes turned out to be the other way round than agreed: with path identifiers where none were, or without.
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

    /// A peer that was never told to be up.
    init(assuming peer: BMPPeer) {
        self.peer = peer
        fingerprint = nil
        inbound = SessionEncoding()
        outbound = SessionEncoding()
    }

    var isAssumed: Bool {
        fingerprint == nil
    }

    /// How an UPDATE of a view is read.
    ///
    /// The size of AS numbers is that of the message, which flag A tells, not that of the session.
    func encoding(_ header: BMPPeerHeader) -> SessionEncoding {
        var encoding = header.view.isOutbound ? outbound : inbound
        encoding.hasFourOctetASNs = !header.hasTwoOctetASNs
        // A router may send a message longer than what its neighbour could.
        encoding.allowsExtendedMessages = true
        // What policy or the router itself adds to a route is no fault of the neighbour's.
        if header.view != .prePolicy { encoding.isExternal = nil }
        if isPathIDAgreementReversed { encoding.addPath = encoding.addPath.isEmpty ? .all : [] }
        return encoding
    }

    /// Whether path identifiers may be there or not, whatever was agreed: where nobody told, and with routers that agree on them
    /// and then tell routes without.
    var hasDoubtfulPathIDs: Bool {
        isAssumed || !inbound.addPath.union(outbound.addPath).isEmpty
    }

    /// Whether the neighbour cannot have sent four-octet AS numbers, whatever the flag says.
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
