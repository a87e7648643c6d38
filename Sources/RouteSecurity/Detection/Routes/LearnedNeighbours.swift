import BGPMessages
import NumberResources

/// Neighbours of the own ASes that first tables showed, for where no upstreams are configured.
struct LearnedNeighbours: Sendable {
    /// The most that are learned.
    static let limit = 4_096

    private(set) var asns: Set<ASN> = []
    /// Neighbours that could not be remembered.
    private(set) var left = 0
    /// Until when what first tables show is taken as rightful.
    private var end: BGPTime

    /// - Parameter end: The last moment at which neighbours are learned.
    init(until end: BGPTime, asns: [ASN] = []) {
        self.end = end
        self.asns = Set(asns.prefix(LearnedNeighbours.limit))
    }

    /// Learns until another moment.
    mutating func learn(until end: BGPTime) {
        self.end = end
    }

    func isOpen(at time: BGPTime) -> Bool {
        time <= end
    }

    /// - Returns: Whether it was not known.
    mutating func learn(_ asn: ASN) -> Bool {
        if asns.contains(asn) { return false }
        guard asns.count < LearnedNeighbours.limit else {
            left &+= 1
            return false
        }
        asns.insert(asn)
        return true
    }
}
