public import BGPMessages
public import NumberResources
public import ValidatedPayloads

/// Says of routes, payloads and feeds what is wrong with them, as alerts that have a life.
///
/// It opens no socket and asks no clock. What happens is told to it, and each call gives the changes of alerts that follow from
/// it. `advance(to:)` moves its clock; call it at `nextDeadline`.
///
/// ```swift
/// var detector = RouteDetector(configuration, payloads: payloads, at: now)
/// let feed = detector.addFeed("rrc00")
/// for event in events {
///     for change in detector.receive(event, feed: feed) { report(change) }
/// }
/// ```
public struct RouteDetector: Sendable {
    /// What moves the clock.
    public enum Clock: Hashable, Sendable {
        /// `advance(to:)` alone: live feeds.
        case external
        /// The times of routes too: files. The first route starts it; later ones never move it back, and a leap of more than a
        /// day only when a second route confirms it.
        case routes
    }

    /// Whether a clock that routes move has begun.
    enum Start: Sendable {
        case none
        /// By one route, which may be wrong.
        case claimed
        case confirmed
    }

    let clock: Clock
    let limits: DetectionLimits
    /// The present by a clock that never goes back.
    var now: BGPTime
    /// What that clock is ahead of the operator's, because his was set back: microseconds.
    var ahead: Int64 = 0
    var start = Start.none
    /// A time far ahead that one route claims.
    var leap: BGPTime?

    var own: OwnResources
    var classifier: RouteClassifier
    var learned: Set<ASN> = []
    /// Until when what first tables show is taken as rightful.
    var learningUntil: BGPTime

    var feeds: [FeedState] = []
    /// Places of feeds that have been removed.
    var freeFeeds: [Int] = []
    var peers: [PeerState] = []
    var peerNumbers: [PeerName: Int32] = [:]
    var lastPeer: Int32?
    /// Numbers of peers that have been forgotten.
    var freePeers: [Int32] = []
    var pool = PathPool()
    var visibility: [Visibility] = []

    var incidents: [Incident?] = []
    var freeIncidents: [Int] = []
    var incidentNumbers: [AlertKey: Int] = [:]
    /// Incidents by subject and class, to bound the offenders.
    var offenderCounts: [AlertKey: Int] = [:]

    var payloads = OwnPayloads()
    var hasPayloads = false
    var authorised: Set<OwnPayloads.Pair> = []
    var accepted: Set<OwnPayloads.Row> = []
    /// Trust anchors that lost own VRPs, with the number that they had.
    var malfunctions: [String: Int] = [:]

    var deadlines = DeadlineQueue()
    var counts = DetectionStatistics()
    var changes: [AlertChange] = []

    /// A peer among those of all feeds.
    struct PeerName: Hashable, Sendable {
        let feed: Int
        let peer: BGPPeer
    }

    /// - Parameters:
    ///   - payloads: Where `nil`, no route is called invalid before `update(payloads:)`.
    ///   - time: The present.
    public init(
        _ configuration: DetectionConfiguration, payloads: PayloadSet? = nil, at time: BGPTime,
        clock: Clock = .external, limits: DetectionLimits = DetectionLimits(), bogons: Bogons = Bogons()
    ) {
        self.clock = clock
        self.limits = limits
        now = time
        own = OwnResources(configuration)
        let set = payloads ?? PayloadSet()
        classifier = RouteClassifier(
            own: own, validator: RouteValidator(payloads: set, bogons: bogons))
        learningUntil = time.adding(seconds: configuration.thresholds.tableWindow)
        visibility = Array(repeating: Visibility(), count: own.prefixes.count)
        if payloads != nil { takeBaseline(of: set) }
        armSuppression()
    }
}

extension RouteDetector {
    /// The moment by which `advance(to:)` should be called, if any.
    public var nextDeadline: BGPTime? {
        deadlines.first.map(wall)
    }

    /// All alerts that are kept, ended ones too, in the order in which they were raised; those that are held back by a mute or a
    /// maintenance window are not among them.
    public var alerts: [RouteAlert] {
        incidents.compactMap { incident in incident.flatMap { $0.told == nil ? nil : $0.alert } }
            .sorted { ($0.raised, $0.id) < ($1.raised, $1.id) }
    }

    public var configuration: DetectionConfiguration {
        own.configuration
    }

    /// Neighbours of the own ASes that first tables showed, where no upstreams are configured.
    public var learnedNeighbours: [ASN] {
        learned.sorted()
    }

    var thresholds: DetectionThresholds {
        own.configuration.thresholds
    }

    /// The operator's time of a moment.
    func wall(_ time: BGPTime) -> BGPTime {
        BGPTime(microseconds: time.microseconds.subtractingClamped(ahead))
    }

    var wallNow: BGPTime {
        wall(now)
    }

    /// What has been told since the last call.
    mutating func drain() -> [AlertChange] {
        if changes.isEmpty { return [] }
        defer { changes = [] }
        return changes
    }
}

extension RouteDetector {
    /// Takes in what one peer of `feed` says of one prefix.
    public mutating func receive(_ event: RouteEvent, feed: FeedID) -> [AlertChange] {
        if clock == .routes, event.time > now || start != .confirmed { follow(event.time) }
        counts.events &+= 1
        hear(feed.index)
        guard let number = peerNumber(event.peer, feed.index) else { return drain() }
        let index = Int(number)
        if peers[index].isExcluded {
            counts.excluded &+= 1
            return drain()
        }
        // Whoever speaks is up, whatever was missed before.
        if peers[index].phase == .down { beginSession(index) }
        peers[index].lastHeard = now
        switch event.action {
        case .announce(let attributes):
            if event.prefix.family == .ipv4 {
                peers[index].ipv4.insert(event.prefix)
            } else {
                peers[index].ipv6.insert(event.prefix)
            }
            let mine = own.index(covering: event.prefix)
            if mine != nil || own.isIn(attributes.asPath) {
                counts.relevant &+= 1
                announce(event, attributes, number, mine)
            } else if !peers[index].routes.isEmpty {
                drop(RouteKey(prefix: event.prefix, pathID: event.pathID), number)
            }
        case .withdraw:
            if !peers[index].routes.isEmpty {
                drop(RouteKey(prefix: event.prefix, pathID: event.pathID), number)
            }
        }
        return changes.isEmpty ? [] : drain()
    }

    /// Moves the clock to the time of a route.
    private mutating func follow(_ time: BGPTime) {
        let isFirst = start == .none
        if start != .confirmed {
            let isNear = abs(max(time.microseconds(since: now), -.max)) <= 86_400_000_000
            if isFirst || (!isNear && time < now) { return begin(at: time) }
            if isNear { start = .confirmed }
        }
        guard time > now else { return }
        if time.microseconds(since: now) > 86_400_000_000 {
            guard let leap, abs(time.microseconds(since: leap)) <= 86_400_000_000 else {
                leap = time
                return
            }
        }
        leap = nil
        start = .confirmed
        fall(dueAt: time)
    }

    /// Starts the clock with the first route, or anew when the first one's time was wrong.
    private mutating func begin(at time: BGPTime) {
        start = .claimed
        if time > now { fall(dueAt: time) }
        now = time
        learningUntil = time.adding(seconds: thresholds.tableWindow)
        for index in peers.indices {
            peers[index].since = time
            peers[index].lastHeard = time
            deadlines.add(.peer(index), at: time.adding(seconds: thresholds.tableQuiet))
        }
    }

    /// When a route was announced, unless its time is off by more than a day.
    func seen(_ time: BGPTime) -> BGPTime {
        let present = wallNow
        let difference = time.microseconds(since: present)
        return abs(max(difference, -.max)) <= 86_400_000_000 ? time : present
    }
}
