public import NumberResources

/// The path attributes of a route that mean something outside the AS that received it.
public struct PathAttributes: Hashable, Sendable {
    /// ORIGIN (RFC 4271 section 5.1.1); the raw value is the one of the wire.
    public enum Origin: UInt8, Hashable, Sendable {
        case igp = 0
        case egp = 1
        case incomplete = 2
    }

    /// AGGREGATOR (RFC 4271 section 5.1.7), with AS4_AGGREGATOR taken into account (RFC 6793 section 4.2.3).
    public struct Aggregator: Hashable, Sendable {
        public var asn: ASN
        public var address: IPAddress

        public init(asn: ASN, address: IPAddress) {
            self.asn = asn
            self.address = address
        }
    }

    /// A large community (RFC 8092).
    public struct LargeCommunity: Hashable, Sendable {
        public var globalAdministrator: UInt32
        public var localData1: UInt32
        public var localData2: UInt32

        public init(globalAdministrator: UInt32, localData1: UInt32, localData2: UInt32) {
            self.globalAdministrator = globalAdministrator
            self.localData1 = localData1
            self.localData2 = localData2
        }
    }

    public var origin: Origin?
    /// AS_PATH, merged with AS4_PATH where the session had two-octet AS numbers (RFC 6793 section 4.2.3).
    public var asPath = ASPath()
    /// NEXT_HOP, or the first next hop of MP_REACH_NLRI for its routes.
    public var nextHop: IPAddress?
    public var multiExitDiscriminator: UInt32?
    public var localPreference: UInt32?
    public var isAtomicAggregate = false
    public var aggregator: Aggregator?
    /// Standard communities (RFC 1997), each AS number and value in one number.
    public var communities: [UInt32] = []
    /// Extended communities (RFC 4360), eight octets each.
    public var extendedCommunities: [UInt64] = []
    public var largeCommunities: [LargeCommunity] = []
    /// Only to Customer (RFC 9234 section 5).
    public var onlyToCustomer: ASN?

    public init() {}
}
