/// Capabilities negotiated in a session that affect the encoding of messages.
public struct SessionEncoding: Hashable, Sendable {
    /// Families whose NLRI carry path identifiers (RFC 7911).
    public struct AddPathFamilies: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8

        @inlinable
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        public static let ipv4Unicast = AddPathFamilies(rawValue: 1)
        public static let ipv4Multicast = AddPathFamilies(rawValue: 2)
        public static let ipv6Unicast = AddPathFamilies(rawValue: 4)
        public static let ipv6Multicast = AddPathFamilies(rawValue: 8)
        public static let all = AddPathFamilies(rawValue: 15)

        /// The family alone; empty where this program reads no routes of it.
        public init(_ family: RouteFamily) {
            switch family {
            case .ipv4Unicast: self = .ipv4Unicast
            case .ipv4Multicast: self = .ipv4Multicast
            case .ipv6Unicast: self = .ipv6Unicast
            case .ipv6Multicast: self = .ipv6Multicast
            default: self = []
            }
        }
    }

    /// True if AS_PATH and AGGREGATOR have four octets an AS number (RFC 6793).
    public var hasFourOctetASNs: Bool
    public var addPath: AddPathFamilies
    /// True if messages may be longer than 4,096 octets, up to 65,535 (RFC 8654).
    public var allowsExtendedMessages: Bool
    /// True if the neighbour is of another AS; `nil` where it is not known. External neighbours cannot say LOCAL_PREF,
    /// ORIGINATOR_ID and CLUSTER_LIST (RFC 7606 sections 7.5, 7.9 and 7.10).
    public var isExternal: Bool?
    /// True if fields of routes that make no sense otherwise are read with path identifiers. A recording does not
    /// always say that a session had them: there was no such kind of record before RFC 8050.
    public var guessesPathIDs: Bool
    /// True if messages are only recorded or reported: the router has the route, so that faults in attributes other
    /// than AS_PATH are noted and do not withdraw it. What RFC 7606 asks for is for speakers that would use the
    /// route. AS numbers of the other size are accepted where a path cannot be read otherwise.
    public var isObserved: Bool

    public init(
        hasFourOctetASNs: Bool = true, addPath: AddPathFamilies = [], allowsExtendedMessages: Bool = true,
        isExternal: Bool? = nil, guessesPathIDs: Bool = false, isObserved: Bool = false
    ) {
        self.hasFourOctetASNs = hasFourOctetASNs
        self.addPath = addPath
        self.allowsExtendedMessages = allowsExtendedMessages
        self.isExternal = isExternal
        self.guessesPathIDs = guessesPathIDs
        self.isObserved = isObserved
    }

    @inline(__always)
    package var octetsPerASN: Int {
        hasFourOctetASNs ? 4 : 2
    }
}
