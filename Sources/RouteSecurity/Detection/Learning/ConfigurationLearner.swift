public import BGPMessages
public import NumberResources
public import ValidatedPayloads

/// Watches a quiet period and proposes a configuration, which is for the operator to confirm.
///
/// ```swift
/// var learner = ConfigurationLearner(asns: [64496])
/// for event in events { learner.receive(event) }
/// let (configuration, notes) = learner.proposal(payloads: payloads)
/// ```
public struct ConfigurationLearner: Sendable {
    /// Something proposed, and why.
    public struct Note: Hashable, Sendable {
        public enum Subject: Hashable, Sendable, CustomStringConvertible {
            case prefix(IPPrefix)
            case upstream(ASN)
            case customer(ASN)

            /// `192.0.2.0/24`, `upstream AS64510`
            public var description: String {
                switch self {
                case .prefix(let prefix): "\(prefix)"
                case .upstream(let asn): "upstream \(asn)"
                case .customer(let asn): "customer \(asn)"
                }
            }
        }

        public var subject: Subject
        public var text: String
    }

    /// What was seen of a prefix.
    private struct Sighting: Sendable {
        var origins: Set<ASN> = []
        var peers: Set<BGPPeer> = []
    }

    private let asns: Set<ASN>
    private let prefixes: [IPPrefix]
    private let limit: Int
    private var seen: [IPPrefix: Sighting] = [:]
    /// Prefixes that an own AS carries for others, with their origins.
    private var carried: [IPPrefix: Set<ASN>] = [:]
    private var upstreams: [ASN: Set<IPPrefix>] = [:]
    private var customers: [ASN: Set<IPPrefix>] = [:]
    /// Prefixes, neighbours or peers beyond the limit.
    public private(set) var left = 0

    /// - Parameters:
    ///   - asns: The own AS numbers.
    ///   - prefixes: Monitored prefixes that are known already.
    ///   - limit: The most prefixes, and neighbours of each kind, that are kept.
    public init(asns: [ASN], prefixes: [IPPrefix] = [], limit: Int = 100_000) {
        self.asns = Set(asns)
        self.prefixes = prefixes
        self.limit = limit
    }

    /// Takes note of a route that an own AS originates or carries.
    public mutating func receive(_ event: RouteEvent) {
        guard case .announce(let attributes) = event.action else { return }
        let hops = attributes.asPath.compressed
        guard let place = hops.lastIndex(where: asns.contains) else { return }
        let ends = OwnEnd(Array(hops[...place]), asns)
        if place == hops.count - 1 {
            if seen[event.prefix] != nil || seen.count < limit {
                seen[event.prefix, default: Sighting()].origins.insert(hops[place])
                if (seen[event.prefix]?.peers.count ?? 0) < 1_000 { seen[event.prefix]?.peers.insert(event.peer) }
            } else {
                left += 1
            }
        } else {
            if !ConfigurationLearner.note(hops[place + 1], event.prefix, in: &customers, limit) { left += 1 }
            if let origin = attributes.asPath.origin, carried[event.prefix] != nil || carried.count < limit,
                (carried[event.prefix]?.count ?? 0) < 16
            {
                carried[event.prefix, default: []].insert(origin)
            }
        }
        if let neighbour = ends.neighbour,
            !ConfigurationLearner.note(neighbour, event.prefix, in: &upstreams, limit)
        {
            left += 1
        }
    }

    /// Whether there was room for the neighbour.
    private static func note(
        _ asn: ASN, _ prefix: IPPrefix, in neighbours: inout [ASN: Set<IPPrefix>], _ limit: Int
    ) -> Bool {
        guard neighbours[asn] != nil || neighbours.count < limit else { return false }
        if (neighbours[asn]?.count ?? 0) < 1_000 { neighbours[asn, default: []].insert(prefix) }
        return true
    }
}

extension ConfigurationLearner {
    /// The configuration that what was seen and `payloads` suggest, with a line about each part of it.
    ///
    /// A part of such a prefix is proposed with its own origin when another AS announces it from behind us, or a ROA names one for
    /// it: what we have given to customers.
    ///
    /// A prefix is proposed when a ROA names an own AS for it, or an own AS originates it. ROAs alone say who may; what was seen
    /// and no ROA says is noted as such, for it may be a hijack that was under way.
    public func proposal(payloads: PayloadSet) -> (configuration: DetectionConfiguration, notes: [Note]) {
        let validation = OriginValidation(payloads.vrps)
        var origins: [IPPrefix: Set<ASN>] = [:]
        var notes: [Note] = []
        for vrp in payloads.vrps where asns.contains(vrp.asn) { origins[vrp.prefix, default: []].insert(vrp.asn) }
        for (prefix, sighting) in seen { origins[prefix, default: []].formUnion(sighting.origins) }
        for prefix in prefixes where origins[prefix] == nil { origins[prefix] = asns }
        var configuration = DetectionConfiguration(asns: asns.sorted())
        for (prefix, found) in origins.sorted(by: { $0.key < $1.key }) {
            var all = found
            // Whom else a ROA authorises for exactly this is ours to name.
            let validity = validation.validity(of: prefix, origin: found.first)
            for vrp in validity.matched + validity.unmatchedAS where vrp.prefix == prefix && vrp.asn != 0 {
                all.insert(vrp.asn)
            }
            configuration.prefixes.append(.init(prefix, origins: all == asns ? nil : all.sorted()))
            notes.append(Note(subject: .prefix(prefix), text: text(prefix, found, validation)))
        }
        let given = given(within: origins, payloads)
        for (prefix, found) in given.sorted(by: { $0.key < $1.key }) {
            configuration.prefixes.append(.init(prefix, origins: found.sorted()))
            notes.append(Note(subject: .prefix(prefix), text: "of a customer, " + text(prefix, found, validation)))
        }
        configuration.prefixes.sort { $0.prefix < $1.prefix }
        let carried = customers.keys.filter { upstreams[$0] == nil && !asns.contains($0) }
        configuration.customers = carried.sorted()
        configuration.upstreams = upstreams.keys.filter { !asns.contains($0) }.sorted()
        for upstream in configuration.upstreams {
            let count = upstreams[upstream]?.count ?? 0
            let attests = asns.contains { own in
                payloads.aspas.contains { $0.customer == own && $0.providers.contains(upstream) }
            }
            let word = attests ? "named by an ASPA" : "named by no ASPA: provider or peer"
            notes.append(Note(subject: .upstream(upstream), text: "carries \(count) prefixes of ours, \(word)"))
        }
        for customer in configuration.customers {
            let count = customers[customer]?.count ?? 0
            notes.append(Note(subject: .customer(customer), text: "we carry \(count) prefixes of it"))
        }
        return (configuration, notes)
    }

    /// Parts of monitored prefixes that others may originate.
    private func given(within origins: [IPPrefix: Set<ASN>], _ payloads: PayloadSet) -> [IPPrefix: Set<ASN>] {
        let table = PrefixTable(origins.keys.map { (prefix: $0, value: ()) })
        var given: [IPPrefix: Set<ASN>] = [:]
        func add(_ prefix: IPPrefix, _ origin: ASN) {
            guard origins[prefix] == nil, origin != 0, !asns.contains(origin), table.longestMatch(prefix) != nil else {
                return
            }
            given[prefix, default: []].insert(origin)
        }
        for (prefix, found) in carried { for origin in found { add(prefix, origin) } }
        for vrp in payloads.vrps { add(vrp.prefix, vrp.asn) }
        return given
    }

    private func text(_ prefix: IPPrefix, _ found: Set<ASN>, _ validation: OriginValidation) -> String {
        let states = Set(found.map { validation.state(of: prefix, origin: $0) })
        let peers = seen[prefix]?.peers.count ?? 0
        let sight = peers == 0 ? "not seen" : "seen by \(peers) peers"
        if states.contains(.invalid) { return "\(sight), invalid by the ROAs: is it ours?" }
        return states == [.valid] ? "\(sight), has a ROA" : "\(sight), has no ROA"
    }
}
