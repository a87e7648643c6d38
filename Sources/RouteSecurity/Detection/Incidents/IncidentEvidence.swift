import BGPMessages
import NumberResources

/// What shows an incident, as routes bring it: samples within the limits, and counts of all.
struct IncidentEvidence: Sendable {
    /// What is known of a peer that has or had a route.
    private struct Sighting: Sendable {
        /// Its place in what is shown; `nil` where that is full.
        var place: Int?
        var path: Int32
    }

    /// What an alert shows of it.
    private(set) var shown: AlertEvidence
    private var sightings: [Int32: Sighting] = [:]
    private var prefixes: Set<IPPrefix> = []
    private var paths: Set<Int32> = []
    /// Peers that it had before a restart.
    private var earlierPeers = 0

    init(at time: BGPTime) {
        shown = AlertEvidence(firstSeen: time, lastSeen: time)
    }

    /// Goes on with what an alert showed before a restart: which peers still have a route is not known.
    init(restoring earlier: AlertEvidence, _ limits: DetectionLimits) {
        shown = earlier
        shown.peers = earlier.peers.prefix(limits.evidencePeers).map {
            var peer = $0
            peer.hasRoute = false
            return peer
        }
        prefixes = Set(earlier.prefixes.prefix(limits.incidentPrefixes))
        earlierPeers = earlier.peerCount
    }
}

extension IncidentEvidence {
    /// The numbers of the peers that were seen.
    var sightedPeers: some Sequence<Int32> { sightings.keys }

    /// Counts an announcement.
    ///
    /// - Returns: Whether the peer has been seen before.
    mutating func noteAnnouncement(by number: Int32, at time: BGPTime) -> Bool {
        shown.announcements &+= 1
        if shown.lastSeen < time { shown.lastSeen = time }
        if time < shown.firstSeen { shown.firstSeen = time }
        guard let sighting = sightings[number] else { return false }
        if let place = sighting.place, shown.peers[place].lastSeen < time { shown.peers[place].lastSeen = time }
        return true
    }

    /// Notes that a peer is among those that have or had a route.
    ///
    /// - Returns: Whether the number of peers is another one than before.
    mutating func addPeer(
        _ number: Int32, feed: String, _ peer: BGPPeer, at time: BGPTime, _ limits: DetectionLimits
    ) -> Bool {
        let known = shown.peers.firstIndex { $0.address == peer.address && $0.asn == peer.asn && $0.feed == feed }
        var place = known
        if known == nil, shown.peers.count < limits.evidencePeers {
            place = shown.peers.count
            shown.peers.append(
                AlertEvidence.Peer(
                    feed: feed, address: peer.address, asn: peer.asn, firstSeen: time, lastSeen: time,
                    hasRoute: true, prefix: IPPrefix(truncating: peer.address, length: 0), path: ""))
        }
        sightings[number] = Sighting(place: place, path: -1)
        let count = max(sightings.count, earlierPeers)
        if shown.peerCount == count { return false }
        shown.peerCount = count
        return true
    }

    /// Shows the path of a peer's route.
    ///
    /// - Parameter path: Its number in `pool`.
    mutating func notePath(
        _ path: Int32, in pool: PathPool, to prefix: IPPrefix, by number: Int32, _ limits: DetectionLimits
    ) {
        var text: String?
        if paths.count < limits.evidenceSamples, paths.insert(path).inserted {
            let sample = pool.text(of: path, limit: limits.evidencePathLength)
            if !shown.paths.contains(sample) { shown.paths.append(sample) }
            text = sample
        }
        guard let sighting = sightings[number], let place = sighting.place else { return }
        shown.peers[place].hasRoute = true
        if sighting.path == path { return }
        sightings[number]?.path = path
        shown.peers[place].prefix = prefix
        shown.peers[place].path = text ?? pool.text(of: path, limit: limits.evidencePathLength)
    }

    /// - Returns: Whether more prefixes are known than before.
    mutating func notePrefix(_ prefix: IPPrefix, _ limits: DetectionLimits) -> Bool {
        let count = prefixes.count
        if count >= limits.incidentPrefixes {
            if !prefixes.contains(prefix) { shown.isTruncated = true }
            return false
        }
        guard prefixes.insert(prefix).inserted else { return false }
        if !shown.prefixes.contains(prefix), count < limits.evidenceSamples { shown.prefixes.append(prefix) }
        if shown.prefixCount > count { return false }
        shown.prefixCount = count + 1
        return true
    }

    /// The peer has no route any more.
    mutating func noteEnd(by number: Int32) {
        if let place = sightings[number]?.place { shown.peers[place].hasRoute = false }
    }

    /// The number is another peer's now.
    mutating func forgetPeer(_ number: Int32) {
        if sightings[number] != nil { sightings[number] = nil }
    }

    /// There are more routes than are followed one by one.
    mutating func noteTruncation() {
        shown.isTruncated = true
    }

    /// Its condition holds at `time`.
    mutating func noteCondition(at time: BGPTime) {
        shown.lastSeen = time
    }

    /// - Returns: Whether the spread was another one before.
    mutating func setSpread(_ spread: AlertEvidence.Spread?, _ family: AddressFamily) -> Bool {
        let known = family == .ipv4 ? shown.ipv4 : shown.ipv6
        if known == spread { return false }
        if family == .ipv4 { shown.ipv4 = spread } else { shown.ipv6 = spread }
        return true
    }

    mutating func setPeersWithRoute(_ count: Int) {
        shown.peersWithRoute = count
    }

    /// What else holds for the routes, and the VRPs that cover them.
    mutating func setFindings(_ findings: [String: String], roas: [AlertEvidence.ROA]) {
        shown.findings = findings
        shown.roas = roas
    }
}
