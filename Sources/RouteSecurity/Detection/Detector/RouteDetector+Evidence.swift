import BGPMessages
import NumberResources
import ValidatedPayloads

extension RouteDetector {
    /// Adds a route to an incident.
    ///
    /// - Parameter isAgain: It takes the place of another one of the same incident and prefix.
    mutating func attach(
        _ slot: Int, _ route: TrackedRoute, _ key: RouteKey, _ number: Int32, _ verdict: RouteVerdict,
        at time: BGPTime, again isAgain: Bool
    ) {
        incidents[slot]?.routes += 1
        if route.isValid { incidents[slot]?.validRoutes += 1 }
        incidents[slot]?.routesByPeer[Incident.peerKey(number, key.prefix.family), default: 0] += 1
        incidents[slot]?.awaiting = nil
        incidents[slot]?.assessment = verdict.assessment
        if let next = verdict.acceptedBy, (incidents[slot]?.acceptedBy.count ?? 0) < limits.evidenceSamples {
            incidents[slot]?.acceptedBy[next, default: 0] += 1
        }
        if !isAgain { notePrefix(slot, key.prefix) }
        see(slot, number, at: time, prefix: key.prefix, path: route.path)
    }

    /// Takes a route out of what it belongs to.
    mutating func detach(
        _ route: TrackedRoute, _ key: RouteKey, _ number: Int32, again isAgain: Bool, settling: Bool = true
    ) {
        let index = Int(number)
        guard route.incident >= 0 else {
            let count = peers[index].followed[route.own] ?? 0
            peers[index].followed[route.own] = count > 1 ? count - 1 : nil
            return
        }
        let slot = Int(route.incident)
        incidents[slot]?.routes -= 1
        if route.isValid { incidents[slot]?.validRoutes -= 1 }
        let peerKey = Incident.peerKey(number, key.prefix.family)
        let count = incidents[slot]?.routesByPeer[peerKey] ?? 0
        incidents[slot]?.routesByPeer[peerKey] = count > 1 ? count - 1 : nil
        if isAgain { return }
        if count <= 1, let place = incidents[slot]?.sightings[number]?.place {
            incidents[slot]?.alert.evidence.peers[place].hasRoute = false
        }
        if settling { settle(slot) }
    }

    /// Notes that a peer has a route of the incident.
    private mutating func see(_ slot: Int, _ number: Int32, at time: BGPTime, prefix: IPPrefix, path: Int32) {
        repeatSighting(slot, number, time)
        guard let sighting = incidents[slot]?.sightings[number] else { return }
        let samples = incidents[slot]?.paths.count ?? 0
        var text: String?
        if samples < limits.evidenceSamples, incidents[slot]?.paths.insert(path).inserted == true {
            let sample = self.text(ofPath: path)
            if incidents[slot]?.alert.evidence.paths.contains(sample) == false {
                incidents[slot]?.alert.evidence.paths.append(sample)
            }
            text = sample
        }
        guard let place = sighting.place else { return }
        incidents[slot]?.alert.evidence.peers[place].hasRoute = true
        if sighting.path == path { return }
        incidents[slot]?.sightings[number]?.path = path
        incidents[slot]?.alert.evidence.peers[place].prefix = prefix
        let shown = text ?? self.text(ofPath: path)
        incidents[slot]?.alert.evidence.peers[place].path = shown
    }

    private func text(ofPath path: Int32) -> String {
        pool.attributes(path).asPath.text(limit: limits.evidencePathLength)
    }

    /// Notes that a peer has said something of the incident.
    mutating func repeatSighting(_ slot: Int, _ number: Int32, _ time: BGPTime) {
        incidents[slot]?.alert.evidence.announcements &+= 1
        if let last = incidents[slot]?.alert.evidence.lastSeen, last < time {
            incidents[slot]?.alert.evidence.lastSeen = time
        }
        if let first = incidents[slot]?.alert.evidence.firstSeen, time < first {
            incidents[slot]?.alert.evidence.firstSeen = time
        }
        if let sighting = incidents[slot]?.sightings[number] {
            guard let place = sighting.place else { return }
            if let last = incidents[slot]?.alert.evidence.peers[place].lastSeen, last < time {
                incidents[slot]?.alert.evidence.peers[place].lastSeen = time
            }
            return
        }
        let peer = peers[Int(number)]
        let feed = feeds[peer.feed].name
        let known = incidents[slot]?.alert.evidence.peers.firstIndex {
            $0.address == peer.peer.address && $0.asn == peer.peer.asn && $0.feed == feed
        }
        var place = known
        if known == nil, let count = incidents[slot]?.alert.evidence.peers.count, count < limits.evidencePeers {
            place = count
            incidents[slot]?.alert.evidence.peers.append(
                AlertEvidence.Peer(
                    feed: feed, address: peer.peer.address, asn: peer.peer.asn, firstSeen: time, lastSeen: time,
                    hasRoute: true, prefix: IPPrefix(truncating: peer.peer.address, length: 0), path: ""))
        }
        incidents[slot]?.sightings[number] = Incident.Sighting(place: place, path: -1)
        let seen = max(incidents[slot]?.sightings.count ?? 0, incidents[slot]?.earlierPeers ?? 0)
        if incidents[slot]?.alert.evidence.peerCount != seen {
            incidents[slot]?.alert.evidence.peerCount = seen
            incidents[slot]?.isChanged = true
        }
    }

    mutating func notePrefix(_ slot: Int, _ prefix: IPPrefix) {
        guard let count = incidents[slot]?.prefixes.count else { return }
        if count >= limits.incidentPrefixes {
            if incidents[slot]?.prefixes.contains(prefix) == false {
                incidents[slot]?.alert.evidence.isTruncated = true
            }
            return
        }
        guard incidents[slot]?.prefixes.insert(prefix).inserted == true else { return }
        if let known = incidents[slot]?.alert.evidence.prefixCount, known <= count {
            incidents[slot]?.alert.evidence.prefixCount = count + 1
            incidents[slot]?.isChanged = true
        }
        if incidents[slot]?.alert.evidence.prefixes.contains(prefix) == false, count < limits.evidenceSamples {
            incidents[slot]?.alert.evidence.prefixes.append(prefix)
        }
    }
}

extension RouteDetector {
    /// Works out what an alert says beside its evidence.
    mutating func render(_ slot: Int) {
        guard let key = incidents[slot]?.alert.key else { return }
        if incidents[slot]?.assessment != nil {
            let holders = incidents[slot]?.routesByPeer ?? [:]
            incidents[slot]?.alert.evidence.peersWithRoute = Set(holders.keys.map { $0 >> 1 }).count
            for index in peers.indices { peers[index].refreshCounts() }
            for family in AddressFamily.allCases {
                if case .prefix(let prefix) = key.subject, prefix.family != family { continue }
                let spread = spread(of: holders, family)
                if family == .ipv4 {
                    incidents[slot]?.alert.evidence.ipv4 = spread
                } else {
                    incidents[slot]?.alert.evidence.ipv6 = spread
                }
            }
        }
        guard var alert = incidents[slot]?.alert else { return }
        alert.evidence.findings = incidents[slot]?.assessment.map(RouteDetector.findings) ?? [:]
        alert.evidence.roas = roas(of: alert)
        let advice = AlertAdvice(
            alert: alert, own: own, payloads: payloads, paths: classifier.validator.paths, learned: learned,
            acceptedBy: incidents[slot]?.acceptedBy ?? [:])
        alert.severity = advice.severity
        alert.summary = advice.summary
        alert.actions = advice.actions
        incidents[slot]?.alert = alert
    }

    /// How many of the peers with a full table have a route; of all peers where none has a full table.
    private func spread(of holders: [UInt32: Int32], _ family: AddressFamily) -> AlertEvidence.Spread? {
        let floor = fullTableFloor(peers, family)
        var full = (with: 0, all: 0)
        var any = (with: 0, all: 0)
        for index in peers.indices where peers[index].phase != .down && !peers[index].isExcluded {
            let count = peers[index].count(family)
            if count == 0 { continue }
            let has = holders[Incident.peerKey(Int32(index), family)] == nil ? 0 : 1
            any = (any.with + has, any.all + 1)
            if count >= floor { full = (full.with + has, full.all + 1) }
        }
        if full.all > 0 { return AlertEvidence.Spread(peers: full.with, of: full.all, fullTable: true) }
        return any.all > 0 ? AlertEvidence.Spread(peers: any.with, of: any.all, fullTable: false) : nil
    }

    private static func findings(_ assessment: RouteAssessment) -> [String: String] {
        var findings = ["rpki": assessment.originState.rawValue]
        findings["aspa"] = assessment.pathState?.rawValue
        findings["otc"] = assessment.leak?.rawValue
        if assessment.bogons.isBogon { findings["bogon"] = assessment.bogons.names.joined(separator: ",") }
        return findings
    }

    private func roas(of alert: RouteAlert) -> [AlertEvidence.ROA] {
        var rows: [OwnPayloads.Row] = []
        func add(_ prefix: IPPrefix) {
            payloads.forEachCovering(prefix) { row in
                if rows.count < limits.evidenceSamples, !rows.contains(row) { rows.append(row) }
            }
        }
        if case .prefix(let prefix) = alert.key.subject { add(prefix) }
        for prefix in alert.evidence.prefixes { add(prefix) }
        return rows.map(\.evidence)
    }
}
