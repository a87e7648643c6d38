internal import BGPMessages
internal import DeskStore
internal import FoundationEssentials
internal import Logging
internal import NumberResources
internal import RouteSecurity
internal import SQLiteFile
internal import SecurityEvents
internal import ValidatedPayloads

/// Drives the detector with what feeds report, keeps its alerts, and queues what sinks are to get of them.
///
/// A change of an alert, its deliveries and what the detector remembers are one transaction, so that a kill neither loses an
/// alert nor reports it twice.
actor WatchEngine: FeedConsumer {
    /// What time it is to the detector.
    enum ClockKind: Sendable {
        /// That of the node: feeds are live.
        case live
        /// That of routes: folders fill with files of them.
        case routes
        /// That of routes, from the first file to the last; what was before does not count.
        case replay
    }

    /// A sink as far as the engine knows it.
    struct Receiver: Sendable {
        let name: String
        let severity: EventSeverity
        let wake: @Sendable () -> Void
    }

    var detector: RouteDetector
    private(set) var configuration: RoutesSection
    private let settings: WatchSettings
    let store: AlertStore
    private let receivers: [Receiver]
    /// The external address of the console, for links in alerts; `nil` where it has none.
    let console: String?
    private let clockKind: ClockKind
    let logger: Logger
    private let clock: @Sendable () -> Date
    private let report: @Sendable (AlertChange, String) -> Void

    var feeds: [String: Feed] = [:]
    let limits: DetectionLimits
    /// What was reported of the limits last.
    var reported = DetectionStatistics()
    var displacedFeeds = 0
    var lostCollectors = 0
    private var pruned: ContinuousClock.Instant?
    var lostChanges = 0
    private(set) var marks: [String: (revision: Int, peak: Int)]
    /// What operators want to be notified of, as they said while the node runs.
    private var policy = NotificationPolicy()
    /// Maintenance that was added while the node runs.
    private var windows: [MaintenanceWindow] = []
    private var storeVersion = -1
    private var unwritten: [StoredChange] = []
    private var isDirty = false
    private var raised: [String: Int] = [:]
    private var time: BGPTime?
    /// When figures between two reports were last written, and what was written of each alert.
    var figuresWritten: ContinuousClock.Instant?
    var figures: [String: Int] = [:]
    /// When changes were last written, and how long that took.
    private var written: (at: ContinuousClock.Instant, cost: Duration)?

    struct Feed {
        var id: FeedID
        var state: FeedState
        /// Whether a neighbour of it was ever up.
        var hasHadPeers = false
    }

    /// - Parameters:
    ///   - bogons: Tells which prefixes and AS numbers have no place in the Internet.
    ///   - report: gets each change, with the event that is kept of it.
    init(
        _ configuration: RoutesSection, settings: WatchSettings, store: AlertStore, receivers: [Receiver],
        clockKind: ClockKind, bogons: Bogons = Bogons(), console: String? = nil, logger: Logger,
        clock: @escaping @Sendable () -> Date,
        report: @escaping @Sendable (AlertChange, String) -> Void = { _, _ in }
    ) throws(SQLiteFileError) {
        self.configuration = configuration
        self.settings = settings
        var limits = DetectionLimits()
        limits.feeds = max(limits.feeds, configuration.bmp.maxConnections + 2 * WatchLimits().collectors)
        self.limits = limits
        self.store = store
        self.receivers = receivers
        self.console = console
        self.clockKind = clockKind
        self.logger = logger
        self.clock = clock
        self.report = report
        guard clockKind != .replay else {
            detector = RouteDetector(
                configuration.detection(), at: BGPTime(microseconds: 0), clock: .routes, limits: limits,
                bogons: bogons)
            marks = [:]
            return
        }
        marks = try store.marks()
        let detectorClock: RouteDetector.Clock = clockKind == .live ? .external : .routes
        let memory = WatchMemory(try store.memory())
        switch memory {
        case .kept(let snapshot, let time):
            let now = clockKind == .live ? BGPTime(clock()) : time
            detector = RouteDetector(
                configuration.detection(), continuing: snapshot, at: now, clock: detectorClock, limits: limits,
                bogons: bogons)
            self.time = time
        case .nothing, .unreadable:
            let now = clockKind == .live ? BGPTime(clock()) : BGPTime(microseconds: 0)
            detector = RouteDetector(
                configuration.detection(), at: now, clock: detectorClock, limits: limits, bogons: bogons)
            if case .unreadable = memory {
                logger.error("could not read the stored state of the detector; starting without it")
            }
        }
    }

    private var isLive: Bool { clockKind == .live }

    /// Who says what events say: this node.
    static var source: EventSource {
        EventSource(name: "atalaya@\(ConfiguredSinks.hostName)", reliability: .usually, credibility: .probablyTrue)
    }
}

// MARK: - What feeds report

extension WatchEngine {
    /// Makes a feed known before it reports anything, so that its silence shows.
    func expect(_ name: String, _ kind: FeedState.Kind) {
        var changes: [AlertChange] = []
        if feeds[name] == nil { feeds[name] = newFeed(name, kind, &changes) }
        take(changes)
    }

    func begin(_ name: String, _ kind: FeedState.Kind) -> FeedID {
        let isLive = kind == .bmp || kind == .risLive
        let source: FeedKind =
            switch kind {
            case .bmp: .router
            case .risLive, .collector: .collector
            case .file, .folder: .recording
            }
        return detector.addFeed(
            name, silentAfter: isLive ? nil : 0, roles: kind == .bmp ? configuration.bmp.roles : [:], kind: source)
    }

    /// Takes note of what a feed reports, and returns when that is done.
    func receive(_ messages: [FeedMessage], of name: String, _ kind: FeedState.Kind) {
        let name = kind == .collector ? collectorName(name) : name
        // What has gone reports nothing more.
        guard feeds[name] != nil || messages.contains(where: { !$0.isFarewell }) else { return }
        var changes: [AlertChange] = []
        if isLive { changes += detector.advance(to: BGPTime(clock())) }
        var feed = feeds[name] ?? newFeed(name, kind, &changes)
        for message in messages { changes += receive(message, &feed) }
        if feed.isWithoutTrace {
            changes += detector.removeFeed(feed.id, because: "the router has disconnected and had no peers")
            feeds[name] = nil
        } else {
            feeds[name] = feed
        }
        take(changes)
    }

    private func receive(_ message: FeedMessage, _ feed: inout Feed) -> [AlertChange] {
        feed.state.lastWord = clock()
        switch message {
        case .routes(let events):
            feed.state.routes += events.count
            feed.hasHadPeers = true
            if !isLive, let last = events.last { time = max(time ?? last.time, last.time) }
        case .connected(let description):
            // It may have been ended before.
            feed.id = begin(feed.state.name, feed.state.kind)
            feed.state.isConnected = true
            feed.state.since = clock()
            feed.state.description = description
            feed.state.error = nil
        case .lost(let reason):
            feed.state.isConnected = false
            feed.state.since = clock()
            feed.state.error = reason
        case .ended: feed.state.isConnected = false
        case .peerUp: feed.hasHadPeers = true
        case .alive, .peerDown, .tableComplete, .tablesComplete: break
        case .fault(let reason, let detail):
            feed.state.faults[reason, default: 0] += 1
            feed.state.error = detail
        }
        return detector.receive(message, feed: feed.id)
    }

    /// The files have come to their end: what waits for its turn is reported as it stands.
    func conclude() {
        if clockKind == .replay { take(detector.conclude()) }
    }

    /// Takes over newly validated payloads.
    func use(_ payloads: PayloadSet) {
        take(detector.update(payloads: payloads))
    }

    /// Takes over what registries say.
    func use(_ registered: RegisteredNetworks) {
        take(detector.update(registered: registered))
    }

    /// Takes over another configuration.
    ///
    /// - Parameter allowed: prefixes inside that redirects may lead to.
    func use(_ new: RoutesSection, allowed: [IPPrefix] = []) {
        configuration = new
        settings.use(new, allowed: allowed)
        take(detector.update(configuration: new.detection(windows: windows)))
    }
}

// MARK: - Time

extension WatchEngine {
    /// Seconds until ``tick()`` has something to do, at most one.
    var pause: Double {
        if !unwritten.isEmpty { return 0.05 }
        guard isLive, let deadline = detector.nextDeadline else { return 1 }
        let seconds = Double(deadline.microseconds - BGPTime(clock()).microseconds) / 1_000_000
        return min(1, max(0.01, seconds))
    }

    /// Lets time pass, and looks whether an operator has said something.
    func tick() {
        listen()
        if isLive { take(detector.advance(to: BGPTime(clock()))) }
        if marks.count > WatchLimits().alerts + WatchLimits().alerts / 10,
            pruned.map({ $0.duration(to: .now) > .seconds(60) }) ?? true
        {
            prune()
        }
        if unwritten.isEmpty { writeFigures() }
        if !unwritten.isEmpty, written.map({ $0.at.duration(to: .now) >= $0.cost * 10 }) ?? true { write() }
    }

    /// Keeps what the detector remembers, where that has changed.
    func save() {
        if !unwritten.isEmpty { write() }
        guard isDirty, let memory = memory() else { return }
        do {
            try store.record([], memory: memory)
            isDirty = false
        } catch {
            logger.error("could not store the state of the detector", metadata: ["reason": "\(error)"])
        }
    }

    func keep() -> Bool {
        if !unwritten.isEmpty { write() }
        return unwritten.isEmpty
    }

    /// Drops alerts that ended long ago, by the clock that they have.
    func prune() {
        pruned = .now
        guard clockKind != .replay, let now = isLive ? clock() : time?.date else { return }
        do {
            try store.prune(endedBefore: now - configuration.keep.fractionalSeconds, most: WatchLimits().alerts)
            try store.forgetFiles(before: clock() - WatchLimits().fileMemory)
            try store.outbox.limit(refused: WatchLimits().refused)
            try store.limit(seenFiles: WatchLimits().seenFiles)
            marks = try store.marks()
        } catch {
            logger.error("could not remove old alerts", metadata: ["reason": "\(error)"])
        }
    }

    private func listen() {
        do {
            let version = try store.version()
            guard version != storeVersion else { return }
            storeVersion = version
            policy.acknowledged = try store.acknowledged()
            let suppressions = try store.suppressions(at: isLive ? clock() : .distantPast)
            policy.mutes = suppressions.compactMap(\.alertMute)
            let current = suppressions.compactMap(\.maintenanceWindow)
            if windows != current {
                windows = current
                take(detector.update(configuration: configuration.detection(windows: windows)))
            }
            for receiver in receivers { receiver.wake() }
        } catch {
            logger.error("could not read the database of alerts", metadata: ["reason": "\(error)"])
        }
    }

    /// How the watch stands; the sinks' part is left out.
    var state: WatchState {
        _ = detector.refresh()
        var state = WatchState()
        state.feeds = feeds.values.map(\.state).sorted { $0.name < $1.name }
        state.statistics = detector.statistics
        state.alerts = detector.alerts.filter { $0.ended == nil }.reversed()
        state.acknowledged = policy.acknowledged
        state.raised = raised
        state.time = isLive ? clock() : time?.date
        return state
    }
}

// MARK: - Changes

extension WatchEngine {
    private func take(_ changes: [AlertChange]) {
        guard !changes.isEmpty else {
            isDirty = true
            return
        }
        if storeVersion < 0 { listen() }
        for change in changes {
            let stored = stored(change)
            unwritten.append(stored)
            if change.kind == .raised { raised[change.alert.key.alertClass.rawValue, default: 0] += 1 }
            report(change, stored.alert.event)
        }
        // What the detector remembers may be large: of the time, a tenth goes into writing it. tick() writes what waits.
        if let written, clockKind != .replay, written.at.duration(to: .now) < written.cost * 10 { return }
        write()
    }

    private func write() {
        let start = ContinuousClock.now
        defer { written = (.now, start.duration(to: .now)) }
        do {
            let lost = try store.record(unwritten, memory: memory(), queue: configuration.queue)
            for (sink, count) in lost.sorted(by: { $0.key < $1.key }) {
                logger.error(
                    "too many alerts are waiting for a sink; discarded the oldest",
                    metadata: ["sink": "\(sink)", "dropped": "\(count)"])
            }
            let names = Set(unwritten.flatMap(\.sinks))
            unwritten = []
            isDirty = false
            for receiver in receivers where names.contains(receiver.name) { receiver.wake() }
        } catch {
            logger.error("could not store alerts; retrying", metadata: ["reason": "\(error)"])
            let lost = max(0, unwritten.count - WatchLimits().unwritten)
            unwritten.removeFirst(lost)
            lostChanges += lost
        }
    }

    private func memory() -> [UInt8]? {
        switch clockKind {
        case .replay: return nil
        case .live: return WatchMemory.encoded(detector.snapshot, at: BGPTime(clock()))
        // No route has said yet what time it is.
        case .routes: return time.map { WatchMemory.encoded(detector.snapshot, at: $0) } ?? nil
        }
    }

    private func stored(_ change: AlertChange) -> StoredChange {
        let alert = change.alert
        figures[alert.id] = nil
        let mark = marks[alert.id]
        let revision = (mark?.revision ?? 0) + 1
        let severity = alert.severity.rank
        let peak = max(mark?.peak ?? 0, severity)
        marks[alert.id] = (revision, peak)
        var event = change.event(source: WatchEngine.source, tlp: configuration.tlp)
        event.attributes["revision"] = "\(revision)"
        event.attributes["console"] = console.map { AlertText.link(to: alert, at: $0) }
        var prefix: String?
        if case .prefix(let subject) = alert.key.subject { prefix = "\(subject)" }
        let record = StoredAlert(
            id: alert.id, kind: alert.key.alertClass.rawValue, state: alert.state.rawValue, severity: severity,
            peak: peak, raised: alert.raised.date, updated: change.time.date, ended: alert.ended?.date,
            revision: revision, prefix: prefix, asn: alert.key.offender?.rawValue, summary: change.summary,
            text: AlertText(change, console: console).text, event: event.json())
        return StoredChange(
            alert: record, change: change.kind.rawValue, time: change.time.date, severity: change.severity.rank,
            sinks: notifies(of: change) ? receivers.filter { peak >= $0.severity.rank }.map(\.name) : [])
    }

    /// Whether sinks are to get a change: by the configuration, and by what operators said while the node runs.
    private func notifies(of change: AlertChange) -> Bool {
        var policy = policy
        policy.mutes += configuration.mutes.map(\.alertMute)
        return policy.notifies(of: change)
    }
}
