import BGPMessages
import NumberResources
import ValidatedPayloads

/// What a route is, by configuration, payloads and registries.
struct RouteVerdict: Sendable {
    /// `nil` for a rightful route.
    var alertClass: AlertClass?
    var offender: ASN?
    /// The own AS that it is about, where no monitored prefix is.
    var ownASN: ASN?
    /// A VRP validates the origin, regardless of the configuration.
    var isValid = false
    var assessment: RouteAssessment
    /// The AS next to the offender on the way to the peer: it accepts the offender's routes.
    var acceptedBy: ASN?
    /// The monitored prefix that the route covers, where that is what is wrong with it.
    var below: Int32?

    /// Whether the route may not be what it seems: it is not one of ours, or a forged one.
    var isSuspect: Bool {
        guard let alertClass else { return false }
        return !alertClass.isRightful || alertClass == .newPrefix || alertClass == .newUpstream
    }
}

/// Separates legitimate routes from others. A route gets the most specific class that fits.
struct RouteClassifier: Sendable {
    let own: OwnResources
    let validator: RouteValidator
    /// Whether there are payloads, so that a route without any is one without a ROA.
    var knowsPayloads = false
    /// What registries say of networks.
    var registered = RegisteredNetworks()

    /// - Parameters:
    ///   - index: The most specific monitored prefix that covers the route's.
    ///   - role: What the peer is to the router that speaks in the feed, where that is ours.
    ///   - learned: Neighbours of ours that were seen in a quiet period, for where none are configured.
    ///   - usual: What the first tables showed.
    func verdict(
        _ prefix: IPPrefix, _ attributes: PathAttributes, from peer: BGPPeer, own index: Int32?, role: NeighbourRole?,
        learned: Set<ASN>, usual: FirstTables
    ) -> RouteVerdict {
        let path = attributes.asPath
        // What sets claim is not evidence.
        let sequence = path.sequence
        var hops = sequence.compressed
        // The router's own AS leaves no number on a route that it originates.
        if hops.isEmpty { hops = [peer.asn] }
        let origin = path.origin(from: peer)
        var verdict = RouteVerdict(
            assessment: RouteAssessment(
                origin: origin, originState: validator.origins.state(of: prefix, origin: origin),
                bogons: validator.bogons.classes(of: prefix).union(validator.bogons.classes(of: path))))
        let route = JudgedRoute(
            prefix: prefix, sequence: sequence, hops: hops, origin: origin, onlyToCustomer: attributes.onlyToCustomer,
            peer: peer, role: role)
        if let index {
            classify(route, own.prefixes[Int(index)], learned, &verdict)
            if verdict.alertClass == nil { classifyUnexpected(route, own.prefixes[Int(index)], usual, &verdict) }
        } else {
            classifyForeign(route, usual, &verdict)
        }
        if let offender = verdict.offender, let place = hops.firstIndex(of: offender), place > 0 {
            verdict.acceptedBy = hops[place - 1]
        }
        return verdict
    }

    private func classify(
        _ route: JudgedRoute, _ mine: OwnResources.Own, _ learned: Set<ASN>, _ verdict: inout RouteVerdict
    ) {
        let isExact = route.prefix == mine.prefix
        // Type 0: the origin.
        if !isRightful(route.end, mine) {
            verdict.alertClass =
                mine.origins.isEmpty ? .squatting : isExact ? .exactPrefixOrigin : .subPrefixOrigin
            verdict.offender = route.end
            verdict.isValid = verdict.assessment.originState == .valid
            return
        }
        checkPath(route, &verdict)
        // Types 1 and 2: our neighbour, and its neighbour.
        let ends = OwnEnd(route.hops, own.asns)
        if let neighbour = ends.neighbour, !own.upstreams.isEmpty, !own.neighbours.contains(neighbour) {
            let isProvider = ends.ownASN.map { validator.paths.authorization($0, neighbour) == .provider } ?? false
            verdict.alertClass =
                isProvider
                ? .newUpstream : isExact ? .exactPrefixFirstHop : .subPrefixFirstHop
            verdict.offender = neighbour
            return
        }
        if let neighbour = ends.neighbour, let next = ends.next, let known = own.links[neighbour],
            !known.contains(next), !own.asns.contains(next)
        {
            verdict.alertClass = isExact ? .exactPrefixPath : .subPrefixPath
            verdict.offender = next
            return
        }
        let leaker = leaker(route.hops, ends) ?? leakerOfMarked(route.hops, route.onlyToCustomer)
        if let leaker = leaker ?? (verdict.assessment.leak != nil ? route.peer.asn : nil) {
            verdict.alertClass = .routeLeak
            verdict.offender = leaker
            return
        }
        if verdict.assessment.pathState == .invalid {
            classifyInvalidPath(route, ends, isExact, &verdict)
            return
        }
        if verdict.assessment.originState == .invalid {
            let validity = validator.origins.validity(of: route.prefix, origin: route.origin)
            verdict.alertClass = validity.unmatchedLength.isEmpty ? .rpkiInvalid : .moreSpecificThanROA
            verdict.offender = route.end
            return
        }
        if let neighbour = ends.neighbour, own.upstreams.isEmpty, !learned.contains(neighbour),
            !own.neighbours.contains(neighbour)
        {
            verdict.alertClass = .newUpstream
            verdict.offender = neighbour
            return
        }
        if let reserved = reserved(route.sequence) {
            verdict.alertClass = .bogon
            verdict.offender = reserved
        }
    }

    /// Our AS does not hijack what is ours, even if another AS may announce it; ROAs say whether it should. What no AS may announce is
    /// also not for our AS.
    private func isRightful(_ end: ASN, _ mine: OwnResources.Own) -> Bool {
        mine.origins.contains(end) || !mine.origins.isEmpty && own.asns.contains(end)
    }

    /// The state of the path by ASPAs and OTC. Collectors get what customers get, so that a path to them may go up and down.
    private func checkPath(_ route: JudgedRoute, _ verdict: inout RouteVerdict) {
        guard !route.sequence.isEmpty else { return }
        let validity = pathValidity(route)
        // A path that does not begin with the neighbour is a separate fault; it does not show a leak.
        if validity.defect == nil { verdict.assessment.pathState = validity.state }
        if let role = route.role,
            case .leak(let leak) = OnlyToCustomer.ingress(route.onlyToCustomer, from: route.peer.asn, role: role)
        {
            verdict.assessment.leak = leak
        }
    }

    private func pathValidity(_ route: JudgedRoute) -> PathValidity {
        validator.paths.validity(
            of: route.sequence, from: route.role == nil ? route.hops[0] : route.peer.asn, role: route.role ?? .provider)
    }

    private func classifyInvalidPath(
        _ route: JudgedRoute, _ ends: OwnEnd, _ isExact: Bool, _ verdict: inout RouteVerdict
    ) {
        let validity = pathValidity(route)
        if let hop = validity.upHop, own.asns.contains(hop.customer), !own.neighbours.contains(hop.provider),
            ends.neighbour == hop.provider
        {
            verdict.alertClass = isExact ? .exactPrefixFirstHop : .subPrefixFirstHop
            verdict.offender = hop.provider
            return
        }
        verdict.alertClass = .aspaInvalid
        verdict.offender = validity.suspects.last ?? validity.upHop?.provider
    }

    /// A route to what is not ours, with one of our ASes in its path.
    private func classifyForeign(_ route: JudgedRoute, _ usual: FirstTables, _ verdict: inout RouteVerdict) {
        if let leaking = leakingOwnASN(route.hops) {
            verdict.alertClass = .routeLeak
            verdict.offender = leaking
            verdict.ownASN = leaking
            return
        }
        guard own.asns.contains(route.end) else {
            classifySuperPrefix(route, usual, &verdict)
            if verdict.alertClass == nil { classifyDownstream(route, usual, &verdict) }
            return
        }
        if !own.hasReservedASNs, !verdict.assessment.bogons.isDisjoint(with: [.martian, .unallocated]) {
            verdict.alertClass = .bogon
        } else if verdict.assessment.originState == .invalid {
            verdict.alertClass = .rpkiInvalid
        } else if own.configuration.checks.contains(.notOurs), verdict.assessment.originState != .valid,
            !usual.prefixes.contains(route.prefix)
        {
            verdict.alertClass = .notOurs
        } else {
            return
        }
        verdict.offender = route.end
        verdict.ownASN = route.end
    }
}

/// The end of a path that is ours: our AS that is nearest to the peer, and the two ASes that precede it.
struct OwnEnd {
    var ownASN: ASN?
    var neighbour: ASN?
    var next: ASN?

    init(_ hops: [ASN], _ asns: Set<ASN>) {
        var index = hops.count - 1
        guard index >= 0, asns.contains(hops[index]) else { return }
        while index > 0, asns.contains(hops[index - 1]) { index -= 1 }
        ownASN = hops[index]
        if index > 0 { neighbour = hops[index - 1] }
        if index > 1 { next = hops[index - 2] }
    }
}

extension RouteClassifier {
    /// The AS that leaked a legitimate route of ours, as far as roles are known (RFC 7908 section 3).
    private func leaker(_ hops: [ASN], _ ends: OwnEnd) -> ASN? {
        // A customer or peer of ours gives our route to a provider or peer of ours.
        if let neighbour = ends.neighbour, let next = ends.next,
            own.customers.contains(neighbour) || own.peers.contains(neighbour), !own.upstreams.contains(neighbour),
            own.upstreams.contains(next) || own.peers.contains(next)
        {
            return neighbour
        }
        var index = 1
        while index + 1 < hops.count {
            // A customer of ours between two providers of ours.
            if own.customers.contains(hops[index]), own.upstreams.contains(hops[index - 1]),
                own.upstreams.contains(hops[index + 1])
            {
                return hops[index]
            }
            index += 1
        }
        return leakerAmongTransitFree(hops)
    }

    /// The AS between two ASes that have no providers.
    private func leakerAmongTransitFree(_ hops: [ASN]) -> ASN? {
        if own.transitFree.isEmpty { return nil }
        guard let first = hops.firstIndex(where: { own.transitFree.contains($0) }) else { return nil }
        var index = first + 1
        while index < hops.count, own.transitFree.contains(hops[index]) { index += 1 }
        guard let second = hops[index...].firstIndex(where: { own.transitFree.contains($0) }) else { return nil }
        return hops[second - 1]
    }

    /// The AS that sent an AS without providers a route that was marked for customers only (RFC 9234 section 5).
    private func leakerOfMarked(_ hops: [ASN], _ mark: ASN?) -> ASN? {
        guard let mark, !own.transitFree.isEmpty, let marked = hops.firstIndex(of: mark) else { return nil }
        return hops[..<marked].indices.first { own.transitFree.contains(hops[$0]) && $0 + 1 < marked }
            .map { hops[$0 + 1] }
    }

    /// The own AS that passes routes of one provider or peer on to another.
    private func leakingOwnASN(_ hops: [ASN]) -> ASN? {
        func isAboveOrBeside(_ asn: ASN) -> Bool { own.upstreams.contains(asn) || own.peers.contains(asn) }
        var index = 1
        while index + 1 < hops.count {
            let start = index
            while index + 1 < hops.count, own.asns.contains(hops[index]) { index += 1 }
            if index > start, isAboveOrBeside(hops[start - 1]), isAboveOrBeside(hops[index]) { return hops[start] }
            index = max(index, start + 1)
        }
        return nil
    }

    /// An AS number of the path that has no place in the Internet, unless ours are of that kind too.
    private func reserved(_ path: ASPath) -> ASN? {
        if own.hasReservedASNs { return nil }
        return validator.bogons.asns(of: path).first
    }
}
