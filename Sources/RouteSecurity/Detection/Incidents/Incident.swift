import BGPMessages
import NumberResources
import SecurityEvents
import ValidatedPayloads

/// An alert with what its life depends on. Times here are those of the detector's own clock, which never goes back; those of the
/// alert are the operator's.
struct Incident: Sendable {
    /// What is known of a peer that has or had a route.
    struct Sighting: Sendable {
        /// Its place in the evidence; `nil` where that is full.
        var place: Int?
        var path: Int32
    }

    var alert: RouteAlert
    /// The state that was last told; `nil` where nothing was.
    var told: RouteAlert.State?
    var lastTold: BGPTime?
    /// How often it was told since `burst`.
    var burstCount = 0
    var burst: BGPTime?
    /// There is something new beside the state.
    var isChanged = false
    /// When it ended or was withdrawn.
    var endedAt: BGPTime?
    var dormantSince: BGPTime?
    /// Holds without a route: the condition that it speaks of.
    var condition = false
    /// Holds until then, because its routes are not known: after a restart, or beyond the limits.
    var awaiting: BGPTime?
    /// Routes that are followed, and of those how many a VRP validates.
    var routes = 0
    var validRoutes = 0
    /// Routes by peer and family.
    var routesByPeer: [UInt32: Int32] = [:]
    var sightings: [Int32: Sighting] = [:]
    var prefixes: Set<IPPrefix> = []
    var paths: Set<Int32> = []
    /// Who accepts the offender's routes.
    var acceptedBy: [ASN: Int] = [:]
    /// What holds for its routes, as it was last seen.
    var assessment: RouteAssessment?
    /// Peers that it had before a restart.
    var earlierPeers = 0

    init(_ alert: RouteAlert) {
        self.alert = alert
    }

    var isHeld: Bool {
        routes > 0 || condition || awaiting != nil
    }

    /// Whether the VRPs validate all there is.
    var isValidated: Bool {
        routes > 0 && validRoutes == routes && !condition
    }

    static func peerKey(_ peer: Int32, _ family: AddressFamily) -> UInt32 {
        UInt32(truncatingIfNeeded: peer) << 1 | (family == .ipv6 ? 1 : 0)
    }
}

extension RouteAlert {
    /// An alert that begins.
    init(_ key: AlertKey, at time: BGPTime) {
        id = RouteAlert.id(key, time)
        self.key = key
        state = .active
        severity = .medium
        summary = ""
        raised = time
        changed = time
        ended = nil
        reopened = 0
        isDowngraded = false
        reason = nil
        evidence = AlertEvidence(firstSeen: time, lastSeen: time)
        actions = []
    }
}
