public import Logging

public import struct FoundationEssentials.Date

/// What the services of a node know, together.
public struct NodeState: Sendable {
    let version: String
    let started: Date
    /// Whether payloads are to be had: the RPKI is validated.
    let expectsPayloads: Bool
    public let alarms: Alarms
    public let payloads: PayloadsState
    public let rpki: RPKIState
    public let routers: RoutersState
    public let routes = RoutesState()

    /// - Parameters:
    ///   - version: The program's version, such as `1.0`.
    ///   - session: What serials are counted in; a serial that comes again under another session means other payloads.
    ///   - started: The clock at the node's start.
    ///   - expectsPayloads: Whether the RPKI is validated; without, payloads that there are none of are no failure.
    ///   - staleAfter: The age in seconds from which payloads are called stale.
    ///   - logger: gets a line for each alarm that is raised or ends.
    public init(
        version: String, session: UInt64, started: Date, expectsPayloads: Bool = true, staleAfter: Double = 7_200,
        limits: StateLimits = StateLimits(),
        logger: Logger = Logger(label: "atalaya", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        self.version = version
        self.started = started
        self.expectsPayloads = expectsPayloads
        alarms = Alarms(limits: limits, logger: logger)
        payloads = PayloadsState(session: session, staleAfter: staleAfter, limits: limits)
        rpki = RPKIState(limits: limits)
        routers = RoutersState(limits: limits)
    }

    /// All that is known, at the moment `now`.
    func snapshot(at now: Date) -> NodeSnapshot {
        let (payloads, rpki, routers) = (payloads.snapshot(at: now), rpki.snapshot, routers.snapshot)
        var snapshot = NodeSnapshot(
            version: version, started: started, session: payloads.session, freshness: payloads.freshness)
        snapshot.expectsPayloads = expectsPayloads
        snapshot.served = payloads.served
        snapshot.deltas = payloads.deltas
        snapshot.lastRun = rpki.lastRun
        snapshot.failedRun = rpki.failedRun
        snapshot.nextRefresh = rpki.nextRefresh
        snapshot.repositories = rpki.repositories
        snapshot.rejections = rpki.rejections
        snapshot.sessions = routers.sessions
        snapshot.sessionCount = routers.sessionCount
        snapshot.routers = routers.statistics
        snapshot.routerFigures = routers.figures
        snapshot.alarms = alarms.current
        snapshot.limits = alarms.tally
        snapshot.watch = routes.watch
        return snapshot
    }
}
