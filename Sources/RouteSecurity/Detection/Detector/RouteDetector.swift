public import BGPMessages
public import NumberResources
public import ValidatedPayloads

/// Finds faults of routes, payloads and feeds, and reports them as alerts with a life cycle.
///
/// It opens no socket and asks no clock. What happens is reported to it, and each call gives the changes of alerts that follow
/// from it. `advance(to:)` moves its clock; call it at `nextDeadline`.
///
/// ```swift
/// var detector = RouteDetector(configuration, payloads: payloads, at: now)
/// let feed = detector.addFeed("rrc00")
/// for event in events {
///     for change in detector.receive(event, feed: feed) { report(change) }
/// }
/// ```
///
/// It composes tables that each own what they know: feeds, peers, routes, visibility, incidents and the usual payloads. What
/// one of them finds out, the detector passes on to the others.
public struct RouteDetector: Sendable {
    /// What moves the clock.
    public enum Clock: Hashable, Sendable {
        /// `advance(to:)` alone: live feeds.
        case external
        /// The times of routes too: files. The first route starts it; later ones never move it back, and a leap of more than a
        /// day only when a second route confirms it.
        case routes
    }

    let limits: DetectionLimits
    var clock: DetectionClock
    var deadlines = DeadlineQueue()
    /// What is ours, and what routes are judged by.
    var classifier: RouteClassifier
    var neighbours: LearnedNeighbours
    var learned = FirstTables()
    var feeds: FeedTable
    var peers: PeerTable
    var routes: RouteTable
    var visibility: VisibilityTable
    var incidents: IncidentTable
    var campaigns: CampaignTable
    var adjacencies = AdjacencyHistory()
    var cone = CustomerCone()
    var baseline: PayloadBaseline
    var overflow = Overflow()
    var unused = UnusedROAs()
    var carriers = CarrierTable()
    /// Neighbours by which the last peer has just lost a monitored prefix, or has it again.
    var doubtfulCarriers: Set<CarrierTable.Key> = []
    /// What was received; the tables count what they do.
    var counts = DetectionStatistics()
    /// The time of the route that is looked at now; `nil` for anything else.
    var occurred: BGPTime?
    /// What has not been given to a caller yet.
    var changes: [AlertChange] = []

    /// - Parameters:
    ///   - payloads: Where `nil`, no route is called invalid before `update(payloads:)`.
    ///   - time: The present.
    public init(
        _ configuration: DetectionConfiguration, payloads: PayloadSet? = nil, at time: BGPTime,
        clock: Clock = .external, limits: DetectionLimits = DetectionLimits(), bogons: Bogons = Bogons()
    ) {
        self.limits = limits
        self.clock = DetectionClock(at: time, isMovedByRoutes: clock == .routes)
        let own = OwnResources(configuration, bogons: bogons)
        let set = payloads ?? PayloadSet()
        classifier = RouteClassifier(
            own: own, validator: RouteValidator(payloads: set, bogons: bogons), knowsPayloads: payloads != nil)
        neighbours = LearnedNeighbours(until: time.adding(seconds: configuration.thresholds.tableWindow))
        feeds = FeedTable(limit: limits.feeds)
        peers = PeerTable(limits: limits)
        routes = RouteTable(limits: limits)
        visibility = VisibilityTable(count: own.prefixes.count)
        incidents = IncidentTable(limits: limits)
        campaigns = CampaignTable(limit: limits.incidents)
        baseline = PayloadBaseline(limits: limits)
        if payloads != nil { beginBaseline(with: set) }
        armSuppression()
    }
}

extension RouteDetector {
    /// The moment by which `advance(to:)` should be called, if any.
    public var nextDeadline: BGPTime? {
        deadlines.first.map(clock.wall)
    }

    /// All alerts that are kept, ended ones too, in the order in which they were raised; those that are held back by a mute or a
    /// maintenance window are not among them, and those that another alert speaks of.
    public var alerts: [RouteAlert] {
        incidents.all.compactMap { $0.reported == nil || $0.leader != nil ? nil : $0.alert }
            .sorted { ($0.raised, $0.id) < ($1.raised, $1.id) }
    }

    public var configuration: DetectionConfiguration {
        own.configuration
    }

    /// Neighbours of the own ASes that first tables showed, where no upstreams are configured.
    public var learnedNeighbours: [ASN] {
        neighbours.asns.sorted()
    }

    var own: OwnResources {
        classifier.own
    }

    var thresholds: DetectionThresholds {
        classifier.own.configuration.thresholds
    }

    /// What has been reported since the last call.
    mutating func drain() -> [AlertChange] {
        if changes.isEmpty { return [] }
        defer { changes = [] }
        return changes
    }
}

extension RouteDetector {
    /// Processes an announcement or withdrawal by one peer of `feed`.
    public mutating func receive(_ event: RouteEvent, feed: FeedID) -> [AlertChange] {
        if clock.isMoved(by: event.time) { follow(event.time) }
        counts.events &+= 1
        received(from: feed.index)
        guard let number = peerNumber(event.peer, feed.index) else { return drain() }
        let index = Int(number)
        if peers.isExcluded(index) {
            counts.excluded &+= 1
            return drain()
        }
        // A peer that sends a route is up, even if the message that it came up was missed.
        if !peers.isUp(index) { beginSession(index) }
        peers.received(from: index, at: clock.now)
        switch event.action {
        case .announce(let attributes):
            peers.count(event.prefix, of: index)
            let mine = classifier.own.index(covering: event.prefix)
            if mine != nil || classifier.own.isIn(attributes.asPath) {
                counts.relevant &+= 1
                occurred = event.time
                announce(event, attributes, number, mine)
                occurred = nil
            } else if classifier.own.index(below: event.prefix) != nil {
                counts.relevant &+= 1
                occurred = event.time
                announce(event, attributes, number, nil)
                occurred = nil
            } else if !routes.isEmpty(index) {
                withdraw(event, number)
            }
        case .withdraw:
            if !routes.isEmpty(index) { withdraw(event, number) }
        }
        return changes.isEmpty ? [] : drain()
    }

    private mutating func withdraw(_ event: RouteEvent, _ number: Int32) {
        occurred = event.time
        drop(RouteKey(prefix: event.prefix, pathID: event.pathID), number)
        occurred = nil
    }
}
