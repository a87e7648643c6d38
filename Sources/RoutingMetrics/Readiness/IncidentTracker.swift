public import BGPMessages
public import NumberResources

/// Finds incidents in tables and updates, and how long they lasted.
///
/// An offence lasts, at one peer, from the announcement or table that shows it first until a withdrawal, an
/// announcement without it, or a table of this peer without it. In that last case, and at the end of the data, it
/// lasted until the last data from the peer: the end of the last file that contains the peer. Two times further apart
/// than `maximumGap` are not taken as one span. At all peers together it lasts while one of them has it.
///
/// Files come in the order of their times; the events of a file in its own order.
///
/// ```swift
/// var tracker = IncidentTracker(check: check)
/// for event in table { tracker.add(event, isTable: true) }
/// tracker.endFile()
/// let events = tracker.events()
/// ```
public struct IncidentTracker: Sendable {
    /// The limits of a tracker.
    public struct Limits: Hashable, Sendable {
        /// Different offences; further ones are counted only.
        public var offences = 1_000_000
        /// Simultaneous offending routes, over all peers; further ones are only counted.
        public var offendingRoutes = 5_000_000
        /// Different peers; what further ones say is counted only.
        public var peers = 1_000_000
        /// Invalid routes, each for every network that passes it on; further ones are counted only.
        public var passedOnRoutes = 10_000_000

        public init() {}
    }

    private let check: OffenceCheck
    private let maximumGap: Int64
    private let limits: Limits

    private var numbers: [RouteOffence: Int32] = [:]
    private var offences: [RouteOffence] = []
    private var spans: [[Span]] = []
    private var peerNumbers: [BGPPeer: Int] = [:]
    private var peers: [PeerState] = []
    private var lastPeer: (peer: BGPPeer, number: Int)?
    private var file = 0
    private var fileEnd: BGPTime?
    private var heardInFile: [Int] = []
    private var routeCount = 0
    private let period: ReadinessPeriod?
    private var invalidRoutes: [ASN: Set<AnnouncedRoutes.Route>] = [:]
    private var invalidRouteCount = 0
    /// Events that were not followed up because a limit was reached.
    public private(set) var droppedCount = 0

    private struct Span {
        var start: BGPTime
        var end: BGPTime
        var isOpen: Bool
    }

    private struct Key: Hashable {
        let prefix: IPPrefix
        let pathID: UInt32?
    }

    /// An offending route that a peer has.
    private struct Route {
        var offences: [(number: Int32, since: BGPTime)]
        var file: Int
    }

    private struct PeerState {
        var routes: [Key: Route] = [:]
        /// Until when what it says is known.
        var knownUntil: BGPTime?
        var file = -1
        var hasTable = false
    }

    /// - Parameters:
    ///   - period: Invalid routes that are passed on at other times do not count; `nil` for all the time that there is.
    ///   - maximumGap: Microseconds. The default is a day and an hour, so that daily tables make one span.
    public init(
        check: OffenceCheck, period: ReadinessPeriod? = nil, maximumGap: Int64 = 25 * 3_600_000_000,
        limits: Limits = Limits()
    ) {
        self.check = check
        self.period = period
        self.maximumGap = maximumGap
        self.limits = limits
    }
}

extension IncidentTracker {
    /// Takes the next event of a file.
    ///
    /// - Parameter isTable: Whether the event is a row of a table, which shows all routes of a peer, rather than a
    ///   change.
    public mutating func add(_ event: RouteEvent, isTable: Bool) {
        add(event, from: event.peer.asn, isTable: isTable)
    }

    /// Takes the next row of a dump of the RIS whois, which shows the origin of a route and not its path, nor its
    /// peers.
    public mutating func add(row: RISWhoisReader.Row, at time: BGPTime) {
        guard let origin = row.origin else { return }
        var attributes = PathAttributes()
        attributes.asPath = ASPath([origin])
        // All dumps of a family are those of one peer, which has several routes to a prefix.
        let address = IPAddress(leftAligned: 0, family: row.prefix.family)
        let event = RouteEvent(
            time: time, peer: BGPPeer(address: address, asn: 0), prefix: row.prefix,
            pathID: origin.rawValue, action: .announce(attributes))
        add(event, from: origin, isTable: true)
    }

    private mutating func add(_ event: RouteEvent, from neighbour: ASN, isTable: Bool) {
        guard let number = peerNumber(event.peer) else {
            droppedCount += 1
            return
        }
        if peers[number].file != file { beginFile(for: number, at: event.time) }
        if isTable { peers[number].hasTable = true }
        fileEnd = max(fileEnd ?? event.time, event.time)
        let key = Key(prefix: event.prefix, pathID: event.pathID)
        guard case .announce(let attributes) = event.action else { return end(key, of: number, at: event.time) }
        let found = check.judge(event.prefix, attributes.asPath, from: neighbour)
        if found.isInvalid, period.map({ $0.contains(event.time) }) ?? true {
            noteInvalid(event.prefix, attributes.asPath)
        }
        if found.offences.isEmpty { return end(key, of: number, at: event.time) }
        replace(key, of: number, with: found.offences, at: event.time)
    }

    /// The number of different routes with an invalid origin that each network was seen to pass on for others, for any
    /// reason. A network that drops invalid routes (RFC 6811) passes none on.
    public var invalidRoutesPassedOn: [ASN: Int] {
        invalidRoutes.mapValues(\.count)
    }

    /// Says that the collector has lost its session with `peer`, and with it all routes.
    public mutating func endSession(_ peer: BGPPeer, at time: BGPTime) {
        guard let number = peerNumbers[peer] else { return }
        for route in peers[number].routes.values {
            for offence in route.offences { close(offence, at: time, isOpen: false) }
        }
        routeCount -= peers[number].routes.count
        peers[number].routes = [:]
    }

    /// Says that the file has ended.
    public mutating func endFile() {
        for number in heardInFile {
            let known = peers[number].knownUntil
            if peers[number].hasTable {
                for (key, route) in peers[number].routes where route.file != file {
                    peers[number].routes[key] = nil
                    for offence in route.offences { close(offence, at: known ?? offence.since, isOpen: false) }
                    routeCount -= 1
                }
            }
            peers[number].knownUntil = max(known, fileEnd)
        }
        heardInFile.removeAll(keepingCapacity: true)
        fileEnd = nil
        file += 1
    }

    /// All events so far, in canonical order: for the one who does it, and for the neighbour that passed it on.
    public func events() -> [IncidentEvent] {
        var all = spans
        for peer in peers {
            for route in peer.routes.values {
                for offence in route.offences {
                    let end = max(offence.since, peer.knownUntil ?? offence.since)
                    all[Int(offence.number)].append(Span(start: offence.since, end: end, isOpen: true))
                }
            }
        }
        var events: [IncidentEvent] = []
        for (offence, spans) in zip(offences, all) {
            for span in IncidentTracker.merged(spans) {
                events += IncidentTracker.events(of: offence, from: span.start, to: span.end, isOpen: span.isOpen)
            }
        }
        return events.sorted()
    }
}

extension IncidentTracker {
    private mutating func peerNumber(_ peer: BGPPeer) -> Int? {
        if let lastPeer, lastPeer.peer == peer { return lastPeer.number }
        let number: Int
        if let known = peerNumbers[peer] {
            number = known
        } else {
            guard peers.count < limits.peers else { return nil }
            number = peers.count
            peers.append(PeerState())
            peerNumbers[peer] = number
        }
        lastPeer = (peer, number)
        return number
    }

    private mutating func beginFile(for number: Int, at time: BGPTime) {
        peers[number].file = file
        peers[number].hasTable = false
        heardInFile.append(number)
        guard let known = peers[number].knownUntil, time.microseconds - known.microseconds > maximumGap else { return }
        for route in peers[number].routes.values {
            for offence in route.offences { close(offence, at: known, isOpen: true) }
        }
        routeCount -= peers[number].routes.count
        peers[number].routes = [:]
    }

    private mutating func end(_ key: Key, of number: Int, at time: BGPTime) {
        guard !peers[number].routes.isEmpty, let route = peers[number].routes.removeValue(forKey: key) else { return }
        for offence in route.offences { close(offence, at: time, isOpen: false) }
        routeCount -= 1
    }

    private mutating func noteInvalid(_ prefix: IPPrefix, _ path: ASPath) {
        guard let origin = path.origin else { return }
        let route = AnnouncedRoutes.Route(prefix: prefix, origin: origin)
        for asn in Set(path.asns) where asn != origin {
            guard invalidRouteCount < limits.passedOnRoutes else {
                droppedCount += 1
                return
            }
            if invalidRoutes[asn, default: []].insert(route).inserted { invalidRouteCount += 1 }
        }
    }

    private mutating func replace(_ key: Key, of number: Int, with found: [RouteOffence], at time: BGPTime) {
        let before = peers[number].routes[key]
        if before == nil, routeCount >= limits.offendingRoutes {
            droppedCount += 1
            return
        }
        var offences: [(number: Int32, since: BGPTime)] = []
        for offence in found {
            guard let place = offenceNumber(offence) else {
                droppedCount += 1
                continue
            }
            let since = before?.offences.first { $0.number == place }?.since
            offences.append((place, since ?? time))
        }
        for offence in before?.offences ?? [] where !offences.contains(where: { $0.number == offence.number }) {
            close(offence, at: time, isOpen: false)
        }
        if before == nil { routeCount += 1 }
        peers[number].routes[key] = Route(offences: offences, file: file)
    }

    private mutating func offenceNumber(_ offence: RouteOffence) -> Int32? {
        if let known = numbers[offence] { return known }
        guard offences.count < limits.offences else { return nil }
        let number = Int32(truncatingIfNeeded: offences.count)
        numbers[offence] = number
        offences.append(offence)
        spans.append([])
        return number
    }

    private mutating func close(_ offence: (number: Int32, since: BGPTime), at time: BGPTime, isOpen: Bool) {
        let number = Int(offence.number)
        spans[number].append(Span(start: offence.since, end: max(offence.since, time), isOpen: isOpen))
        // A route that flaps at many peers leaves many spans that are one.
        if spans[number].count.isMultiple(of: 256) { spans[number] = IncidentTracker.merged(spans[number]) }
    }

    private static func merged(_ spans: [Span]) -> [Span] {
        var merged: [Span] = []
        for span in spans.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
            if let last = merged.last, span.start <= last.end {
                let isOpen =
                    span.end == last.end ? last.isOpen || span.isOpen : span.end > last.end ? span.isOpen : last.isOpen
                merged[merged.count - 1].end = max(last.end, span.end)
                merged[merged.count - 1].isOpen = isOpen
            } else {
                merged.append(span)
            }
        }
        return merged
    }

    private static func events(
        of offence: RouteOffence, from start: BGPTime, to end: BGPTime, isOpen: Bool
    ) -> [IncidentEvent] {
        var event = IncidentEvent(
            metric: offence.metric, asn: offence.culprit, start: start, end: end, isOpen: isOpen,
            isAdministrative: offence.isAdministrative, prefix: offence.prefix, origin: offence.origin,
            other: offence.bogon)
        guard let neighbour = offence.neighbour else { return [event] }
        let done = event
        event.metric = offence.metric.passedOn
        event.asn = neighbour
        event.other = offence.bogon ?? offence.culprit
        return [done, event]
    }
}

/// The later of two moments; none is before all.
private func max(_ left: BGPTime?, _ right: BGPTime?) -> BGPTime? {
    guard let left, let right else { return left ?? right }
    return left < right ? right : left
}
