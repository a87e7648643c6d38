import NumberResources
import ValidatedPayloads

extension AlertAdvice {
    /// What to do, the most urgent first.
    var actions: [AlertAction] {
        if alert.isDowngraded { return confirm }
        switch key.alertClass {
        case .exactPrefixOrigin, .subPrefixOrigin: return defend + roas + filtering + contact
        case .squatting: return emptyROA + filtering + contact
        case .exactPrefixFirstHop, .subPrefixFirstHop: return defend + aspa(adding: nil) + filtering + contact
        case .exactPrefixPath, .subPrefixPath: return filtering + aspa(adding: nil) + contact
        case .rpkiInvalid, .moreSpecificThanROA: return matchingROAs
        case .aspaInvalid: return aspa(adding: nil) + filtering + contact
        case .routeLeak: return leak
        case .newUpstream: return newUpstream
        case .bogon: return bogon
        case .visibilityLost: return visibility
        case .roaExpiring: return renewal
        case .roaChanged: return changedROA
        case .feedSilent:
            return [AlertAction(.inspect, "Look whether the feed's address, credentials and session are in order.")]
        case .trustAnchorMalfunction:
            return [
                AlertAction(
                    .inspect,
                    "Do not withdraw or create ROAs yet: ask the registry, and compare with another validator."),
                AlertAction(.inspect, "Keep the last good payloads of this trust anchor where policy allows it."),
            ]
        case .test: return [AlertAction(.inspect, "Nothing: the alert has arrived.")]
        }
    }

    /// What to announce so that traffic comes back: two halves of each prefix, where they would be carried.
    private var defend: [AlertAction] {
        guard let origin = origins.first(where: own.asns.contains) ?? origins.first else { return [] }
        var actions: [AlertAction] = []
        for prefix in announced.prefix(4) {
            let longest = AlertAdvice.longestCarried(prefix.family)
            if Int(prefix.length) < longest, let halves = prefix.halves {
                let text = "Announce \(halves.0) and \(halves.1) from \(origin): they are more specific than \(prefix)."
                actions.append(AlertAction(.announce, text, prefixes: [halves.0, halves.1], asn: origin))
                let isCovered = !payloads.isEmpty(covering: halves.0)
                for half in [halves.0, halves.1] where isCovered && payloads.authorising(half, origin).isEmpty {
                    actions.append(create(half, origin, "before it is announced, or it is invalid"))
                }
            } else if Int(prefix.length) == longest, prefix != self.prefix {
                let text = "Announce \(prefix) from \(origin) too: nothing more specific would be carried."
                actions.append(AlertAction(.announce, text, prefixes: [prefix], asn: origin))
                if !payloads.isEmpty(covering: prefix), payloads.authorising(prefix, origin).isEmpty {
                    actions.append(create(prefix, origin, "before it is announced, or it is invalid"))
                }
            }
        }
        return actions
    }

    /// ROAs that make the routes of others invalid, where there are none.
    private var roas: [AlertAction] {
        guard let prefix else { return [] }
        return origins.filter { payloads.authorising(prefix, $0).isEmpty }
            .map {
                create(prefix, $0, "so that routes of others are invalid; and one for each more specific that is ours")
            }
    }

    private func create(_ prefix: IPPrefix, _ origin: ASN, _ purpose: String) -> AlertAction {
        AlertAction(
            .createROA,
            "Create a ROA for \(prefix), maximum length \(prefix.length), origin \(origin), \(purpose).",
            prefixes: [prefix], maxLength: prefix.length, asn: origin)
    }

    /// RFC 7607, RFC 6483 section 4: a ROA for AS 0 means that no AS may originate the prefix.
    private var emptyROA: [AlertAction] {
        guard let prefix, payloads.isEmpty(covering: prefix) else { return [] }
        return [create(prefix, 0, "so that every route to it is invalid")]
    }

    private var filtering: [AlertAction] {
        let asked = acceptedBy.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key).prefix(4)
        let offender = key.offender.map { " of \($0)" } ?? ""
        let prefixes = Array(announced.prefix(4))
        let list = prefixes.map(\.description).joined(separator: ", ")
        var actions = asked.map {
            AlertAction(
                .requestFiltering, "Ask \($0), which passes it on, to filter \(list)\(offender).", prefixes: prefixes,
                asn: $0, contact: own.configuration.contacts[$0])
        }
        for upstream in own.configuration.upstreams.prefix(4) where !asked.contains(upstream) {
            actions.append(
                AlertAction(
                    .requestFiltering, "Ask our upstream \(upstream) to filter \(list)\(offender).", prefixes: prefixes,
                    asn: upstream, contact: own.configuration.contacts[upstream]))
        }
        return actions
    }

    private var contact: [AlertAction] {
        guard let offender = key.offender else { return [] }
        return [call(offender)]
    }

    private func call(_ asn: ASN) -> AlertAction {
        let known = own.configuration.contacts[asn]
        let text =
            known.map { "Call \(asn): \($0)." }
            ?? "Call \(asn): its network operations and abuse contacts are in its registry (RDAP autnum/\(asn.rawValue))."
        return AlertAction(.contact, text, asn: asn, contact: known)
    }

    /// The ASPA of each own AS that lacks one, or an upstream in it.
    private func aspa(adding neighbour: ASN?) -> [AlertAction] {
        let wanted = Set(own.configuration.upstreams).union(own.configuration.upstreams.isEmpty ? learned : [])
            .union(neighbour.map { [$0] } ?? []).sorted()
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
}

extension AlertAdvice {
    private var confirm: [AlertAction] {
        guard let prefix, let offender = key.offender else { return [] }
        return [
            AlertAction(
                .configure, "A ROA authorises \(offender): if that is right, add it to the origins of \(prefix).",
                prefixes: [prefix], asn: offender)
        ]
    }

    /// ROAs that make our routes valid, or an end of them.
    private var matchingROAs: [AlertAction] {
        guard let origin = key.offender else { return [] }
        let isOurs = own.asns.contains(origin) && prefix == nil
        if isOurs {
            return [
                AlertAction(
                    .stopAnnouncing,
                    "Stop announcing \(list), which is not configured as ours, or find who uses \(origin).",
                    prefixes: announced, asn: origin)
            ]
        }
        return announced.prefix(4).map { create($0, origin, "which is what is announced") } + [
            AlertAction(
                .stopAnnouncing, "Or stop announcing \(list) from \(origin).", prefixes: announced, asn: origin)
        ]
    }

    private var list: String {
        announced.prefix(4).map(\.description).joined(separator: ", ")
    }

    private var leak: [AlertAction] {
        guard let offender = key.offender else { return filtering }
        if own.asns.contains(offender) {
            return [
                AlertAction(
                    .stopAnnouncing,
                    "Mend the export policy of \(offender): routes of a provider or peer go to customers only.",
                    prefixes: announced, asn: offender)
            ]
        }
        return [call(offender)] + filtering + aspa(adding: nil)
    }

    private var newUpstream: [AlertAction] {
        guard let offender = key.offender else { return [] }
        return [
            AlertAction(
                .configure, "If \(offender) is a neighbour of ours, add it to the configuration.", asn: offender)
        ] + aspa(adding: offender) + [call(offender)]
    }

    private var bogon: [AlertAction] {
        let text =
            "Find who puts it there: private AS numbers are to be removed at the border, special prefixes filtered."
        return [AlertAction(.inspect, text, prefixes: announced, asn: key.offender)]
            + own.configuration.upstreams.prefix(4).map(call)
    }

    private var visibility: [AlertAction] {
        let origin = origins.first(where: own.asns.contains) ?? origins.first
        let text = prefix.map { "Look whether \($0) is still originated, and accepted by our upstreams." } ?? ""
        return [AlertAction(.announce, text, prefixes: prefix.map { [$0] } ?? [], asn: origin)]
            + own.configuration.upstreams.prefix(4).map(call)
    }

    private var renewal: [AlertAction] {
        guard let prefix, let origin = key.offender else { return [] }
        let rows = payloads.authorising(prefix, origin)
        return rows.prefix(4).map { row in
            AlertAction(
                .renewROA,
                "Renew the ROA for \(row.prefix), maximum length \(row.maxLength), origin \(row.asn), or have its repository mended.",
                prefixes: [row.prefix], maxLength: row.maxLength, asn: row.asn, contact: row.source)
        }
    }

    private var changedROA: [AlertAction] {
        guard let prefix, let origin = key.offender else { return [] }
        if origins.contains(origin) { return [create(prefix, origin, "as there was one")] }
        return [
            AlertAction(
                .inspect, "Find who created the ROA for \(origin): only a holder of the space can.", asn: origin),
            AlertAction(
                .configure, "If it is right, add \(origin) to the origins of \(prefix).", prefixes: [prefix],
                asn: origin),
        ]
    }
}

extension OwnPayloads {
    /// Whether none covers `prefix`.
    func isEmpty(covering prefix: IPPrefix) -> Bool {
        var isEmpty = true
        forEachCovering(prefix) { _ in isEmpty = false }
        return isEmpty
    }
}

extension IPPrefix {
    /// The two prefixes that it is made of; `nil` for a single address.
    var halves: (IPPrefix, IPPrefix)? {
        guard Int(length) < family.bitWidth else { return nil }
        let lower = IPPrefix(truncating: address, length: Int(length) + 1)
        return (lower, IPPrefix(truncating: lastAddress, length: Int(length) + 1))
    }
}
