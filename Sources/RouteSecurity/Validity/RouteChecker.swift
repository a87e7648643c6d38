public import BGPMessages
public import NumberResources
import ValidatedPayloads

/// Assesses many routes one after the other, and looks at no pair of prefix and origin twice.
public struct RouteChecker: Sendable {
    /// A prefix and the AS that originates it, `nil` where there is none.
    public struct Pair: Hashable, Sendable {
        public let prefix: IPPrefix
        public let origin: ASN?

        public init(prefix: IPPrefix, origin: ASN?) {
            self.prefix = prefix
            self.origin = origin
        }

        public func hash(into hasher: inout Hasher) {
            // Two or three words in place of six fields: hashing is what remembering costs.
            let bits = prefix.leftAlignedBits
            hasher.combine(UInt64(truncatingIfNeeded: bits >> 64))
            if prefix.family == .ipv6 { hasher.combine(UInt64(truncatingIfNeeded: bits)) }
            hasher.combine(UInt64(origin?.rawValue ?? 0) << 8 | UInt64(prefix.length))
        }
    }

    /// The limits of a checker.
    public struct Limits: Hashable, Sendable {
        /// The most pairs of prefix and origin that are remembered.
        public var pairs = 10_000_000

        public init() {}
    }

    /// An assessment, and whether its pair of prefix and origin had not come before.
    public struct Result: Hashable, Sendable {
        public let assessment: RouteAssessment
        public let isNewPair: Bool
    }

    public let validator: RouteValidator
    public let roles: NeighbourRoles
    public let limits: Limits
    /// Whether there were more pairs than the limit, so that some of them counted as new more than once.
    public private(set) var hasForgotten = false
    private var states: [Pair: RouteOriginState] = [:]
    private var last: (pair: Pair, state: RouteOriginState)?
    private var lastPeer: (peer: BGPPeer, role: NeighbourRole?)?

    public init(_ validator: RouteValidator, roles: NeighbourRoles = NeighbourRoles(), limits: Limits = Limits()) {
        self.validator = validator
        self.roles = roles
        self.limits = limits
    }

    /// The assessment of a route to `prefix` from `peer`.
    ///
    /// - Parameter onlyToCustomer: The attribute of RFC 9234; `nil` where the route has none.
    public mutating func check(
        _ prefix: IPPrefix, _ path: ASPath, onlyToCustomer: ASN?, from peer: BGPPeer
    ) -> Result {
        let pair = Pair(prefix: prefix, origin: path.origin(from: peer))
        let (state, isNew) = state(of: pair)
        var assessment = RouteAssessment(origin: pair.origin, originState: state)
        if let role = role(of: peer) {
            assessment.pathState = validator.paths.state(of: path, from: peer.asn, role: role)
            if case .leak(let leak) = OnlyToCustomer.ingress(onlyToCustomer, from: peer.asn, role: role) {
                assessment.leak = leak
            }
        }
        assessment.bogons = validator.bogons.classes(of: prefix).union(validator.bogons.classes(of: path))
        return Result(assessment: assessment, isNewPair: isNew)
    }

    /// The state of a pair, and whether it had not come before. Peers of a table tell the same pair one after the
    /// other.
    private mutating func state(of pair: Pair) -> (RouteOriginState, isNew: Bool) {
        if let last, last.pair == pair { return (last.state, false) }
        var isNew = false
        let state: RouteOriginState
        if let known = states[pair] {
            state = known
        } else {
            state = validator.origins.state(of: pair.prefix, origin: pair.origin)
            isNew = true
            if states.count < limits.pairs { states[pair] = state } else { hasForgotten = true }
        }
        last = (pair, state)
        return (state, isNew)
    }

    private mutating func role(of peer: BGPPeer) -> NeighbourRole? {
        if roles.isEmpty { return nil }
        if let lastPeer, lastPeer.peer == peer { return lastPeer.role }
        let role = roles.role(of: peer)
        lastPeer = (peer, role)
        return role
    }
}
