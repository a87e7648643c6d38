import NumberResources
import ValidatedPayloads

// Whom to ask, and what to configure of other networks.
extension AlertAdvice {
    /// Whether there is someone to ask at an AS: not our own, and not a number that no network was given.
    private func isReachable(_ asn: ASN) -> Bool {
        !own.asns.contains(asn) && (own.configuration.contacts[asn] != nil || bogons.classes(of: asn).isEmpty)
    }

    /// Those who pass the route on, then our upstreams.
    var filtering: [AlertAction] {
        let asked = acceptedBy.filter { $0.key != key.offender && isReachable($0.key) }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key).prefix(4)
        let offender = key.offender.map { " of \($0)" } ?? ""
        let prefixes = Array(announced.prefix(4))
        let list = prefixes.map(\.description).joined(separator: ", ")
        var actions = asked.map {
            AlertAction(
                .requestFiltering, "Ask \($0), which passes it on, to filter \(list)\(offender).", prefixes: prefixes,
                asn: $0, contact: own.configuration.contacts[$0])
        }
        for upstream in own.configuration.upstreams.prefix(4)
        where !asked.contains(upstream) && upstream != key.offender && isReachable(upstream) {
            actions.append(
                AlertAction(
                    .requestFiltering, "Ask our upstream \(upstream) to filter \(list)\(offender).", prefixes: prefixes,
                    asn: upstream, contact: own.configuration.contacts[upstream]))
        }
        return actions
    }

    var contact: [AlertAction] {
        guard let offender = key.offender, !own.asns.contains(offender) else { return [] }
        if let call = call(offender) { return [call] }
        return [
            AlertAction(
                .inspect,
                "\(offender) is not a public AS number: find the network that uses it, next to it in the paths.",
                asn: offender)
        ]
    }

    /// `nil` where there is no one to call.
    func call(_ asn: ASN) -> AlertAction? {
        guard isReachable(asn) else { return nil }
        let known = own.configuration.contacts[asn]
        let text =
            known.map { "Call \(asn): \($0)." }
            ?? "Call \(asn): its registry has its network operations and abuse contacts (RDAP autnum/\(asn.rawValue))."
        return AlertAction(.contact, text, asn: asn, contact: known)
    }

    /// The ASPA of each of our ASes that lacks one, or an upstream in it. Only what the configuration names is certain to be a
    /// provider.
    var aspa: [AlertAction] {
        let wanted = Set(own.configuration.upstreams).filter { $0 != 0 && !own.asns.contains($0) }.sorted()
        guard !wanted.isEmpty else { return [] }
        return own.configuration.asns.compactMap { asn in
            let present = paths.table.aspa(of: asn)?.providers ?? []
            if wanted.allSatisfy(present.contains) { return nil }
            let providers = Set(wanted).union(present).subtracting([0]).sorted()
            let list = providers.map(\.description).joined(separator: ", ")
            return AlertAction(
                .createASPA, "\(present.isEmpty ? "Create" : "Complete") the ASPA of \(asn) with providers \(list).",
                asn: asn, providers: providers)
        }
    }

    /// A neighbour that was forgotten is far more frequent than a forged one.
    var newNeighbour: [AlertAction] {
        guard let offender = key.offender else { return [] }
        let upstreams = AlertAdvice.list(own.configuration.upstreams + [offender])
        let peers = AlertAdvice.list(own.configuration.peers + [offender])
        return [
            AlertAction(
                .configure,
                "If \(offender) is a neighbour of ours, add it to the configuration: \"upstreams: \(upstreams)\" if it carries our routes to the Internet (then to our ASPA, too), otherwise \"peers: \(peers)\".",
                asn: offender)
        ]
    }

    var newCustomer: [AlertAction] {
        guard let offender = key.offender else { return [] }
        let customers = AlertAdvice.list(own.configuration.customers + [offender])
        return [
            AlertAction(
                .configure,
                "If \(offender) is a customer of ours, add it to the configuration: \"customers: \(customers)\".",
                asn: offender),
            AlertAction(
                .inspect, "If not: correct the import filters of our AS; it passes on routes of \(offender).",
                asn: offender),
        ]
    }

    /// The AS next to a neighbour of ours that `links` does not name.
    var newLink: [AlertAction] {
        guard let offender = key.offender else { return [] }
        let known = own.links.filter { !$0.value.contains(offender) }.keys.sorted().map(\.description).joined(
            separator: ", ")
        return [
            AlertAction(
                .configure, "If \(offender) is next to a neighbour of ours, add it to watch.links (of \(known)).",
                asn: offender)
        ]
    }

    var bogon: [AlertAction] {
        let text =
            "Find the network that adds it: private AS numbers must be removed at the border, and special prefixes filtered."
        return [AlertAction(.inspect, text, prefixes: announced, asn: key.offender)]
            + own.configuration.upstreams.prefix(4).compactMap(call)
    }

    /// As in a file of configuration.
    private static func list(_ asns: [ASN]) -> String {
        "[" + asns.map(\.description).joined(separator: ", ") + "]"
    }
}
