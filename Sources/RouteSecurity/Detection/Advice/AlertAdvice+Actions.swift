import NumberResources
import ValidatedPayloads

extension AlertAdvice {
    /// What to do, in an order in which no step does harm before the next one is done.
    var actions: [AlertAction] {
        if alert.isDowngraded { return confirm }
        if let offender = key.offender, own.asns.contains(offender), let actions = actionsOfOurs(offender) {
            return actions
        }
        switch key.alertClass {
        case .exactPrefixOrigin, .subPrefixOrigin: return defence + filtering + contact
        case .squatting: return filtering + contact
        case .exactPrefixFirstHop, .subPrefixFirstHop: return newNeighbour + defence + aspa + filtering + contact
        case .exactPrefixPath, .subPrefixPath: return newLink + filtering + aspa + contact
        case .superPrefixOrigin: return supersede + filtering + contact
        case .rpkiInvalid, .moreSpecificThanROA: return matchingROAs
        case .aspaInvalid: return aspa + filtering + contact
        case .routeLeak: return contact + filtering + aspa
        case .newUpstream: return newNeighbour + contact
        case .newDownstream: return newCustomer + contact
        case .bogon: return bogon
        case .visibilityLost: return visibility
        case .roaExpiring: return renewal
        case .roaChanged: return changedROA
        case .roaMissing: return matchingROAs
        case .feedSilent:
            return [AlertAction(.inspect, "Check whether the feed's address, credentials and session are in order.")]
        case .trustAnchorMalfunction:
            return [
                AlertAction(
                    .inspect,
                    "Do not withdraw or create ROAs yet: ask the registry, and compare with another validator."),
                AlertAction(.inspect, "Keep the last good payloads of this trust anchor where policy allows it."),
            ]
        case .tooManyAlerts:
            return [
                AlertAction(
                    .inspect,
                    "Read the alerts of highest severity first; mute a class or an offender that floods (watch.mutes)."
                )
            ]
        case .pathPolicy:
            return [
                AlertAction(
                    .inspect,
                    "Check the paths of \(list): our announcements to a neighbour, or its policy, have changed.",
                    prefixes: sample, asn: key.offender)
            ]
        case .upstreamLost:
            guard let offender = key.offender else { return [] }
            let text = "Check whether the sessions with \(offender) are up and it accepts \(list)."
            return [AlertAction(.inspect, text, prefixes: sample, asn: offender)] + contact
        case .newPrefix, .notOurs, .roaUnused: return []
        case .test: return [AlertAction(.inspect, "Nothing to do: the alert has arrived.")]
        }
    }

    /// What to do about our own AS: nothing is asked of others.
    private func actionsOfOurs(_ asn: ASN) -> [AlertAction]? {
        switch key.alertClass {
        case .exactPrefixOrigin, .subPrefixOrigin, .squatting, .aspaInvalid:
            return [AlertAction(.stopAnnouncing, "Stop announcing \(list) from \(asn).", prefixes: sample, asn: asn)]
        case .routeLeak:
            return [
                AlertAction(
                    .stopAnnouncing,
                    "Correct the export policy of \(asn): routes of a provider or peer go to customers only.",
                    prefixes: sample, asn: asn)
            ]
        case .newPrefix:
            return sample.map { configure($0, asn) } + [
                AlertAction(
                    .inspect,
                    "If \(asn) does not announce \(list), it is a hijack with our AS as a false origin: ask the networks in front of us in its paths.",
                    prefixes: sample, asn: asn)
            ]
        case .notOurs:
            return sample.map { configure($0, asn) } + [
                AlertAction(
                    .stopAnnouncing, "If not: stop announcing \(list), or find who uses \(asn).", prefixes: sample,
                    asn: asn)
            ]
        case .roaUnused:
            return [
                AlertAction(
                    .inspect,
                    "Shorten or remove the ROA, unless what it allows is to be announced again: a forged origin would be valid (RFC 9319).",
                    prefixes: sample, asn: asn)
            ]
        default: return nil
        }
    }

    private func configure(_ prefix: IPPrefix, _ origin: ASN) -> AlertAction {
        AlertAction(
            .configure, "If \(prefix) is ours, add it to watch.prefixes: \"\(prefix): [\(origin)]\".",
            prefixes: [prefix],
            asn: origin)
    }
}

// MARK: - ROAs and announcements

extension AlertAdvice {
    /// The prefixes that others announce, as many as are named in actions.
    private var sample: [IPPrefix] { Array(announced.prefix(4)) }

    private var list: String {
        sample.map(\.description).joined(separator: ", ")
    }

    /// Whether the configuration lets `origin` originate `prefix`, or a part of what it names.
    private func isOurs(_ prefix: IPPrefix, _ origin: ASN) -> Bool {
        guard origin != 0, let index = own.index(covering: prefix) else { return false }
        let origins = own.prefixes[Int(index)].origins
        return origins.contains(origin) || !origins.isEmpty && own.asns.contains(origin)
    }

    /// What to announce so that traffic comes back, two halves of each prefix where they would be carried, after the ROAs that
    /// they need and that make the routes of others invalid.
    private var defence: [AlertAction] {
        var answers: [(prefixes: [IPPrefix], text: String)] = []
        let origin = origins.first(where: own.asns.contains)
        for prefix in sample {
            guard let origin else { break }
            let longest = AlertAdvice.longestCarried(prefix.family)
            if Int(prefix.length) < longest, let halves = prefix.halves {
                let parts = [halves.0, halves.1].filter { mayAnnounce($0, origin) }
                if parts.isEmpty { continue }
                let list = parts.map(\.description).joined(separator: " and ")
                answers.append((parts, "Announce \(list) from \(origin): more specific than \(prefix)"))
            } else if Int(prefix.length) == longest, prefix != self.prefix, mayAnnounce(prefix, origin) {
                answers.append(
                    ([prefix], "Announce \(prefix) from \(origin) too: most networks accept nothing more specific"))
            }
        }
        let advised = answers.flatMap(\.prefixes).map { OwnPayloads.Pair(prefix: $0, origin: origin ?? 0) }
        let ours = prefix.map { prefix in
            origins.filter { isOurs(prefix, $0) }.map { OwnPayloads.Pair(prefix: prefix, origin: $0) }
        }
        let wanted = (ours ?? []) + advised
        let roas = create(wanted, "so that these routes are valid and those of others are not")
        guard let roas else { return [manyROAs] }
        return roas
            + answers.map { answer in
                let state = advised.isEmpty || isCovered(answer.prefixes, roas) ? "valid" : "not-found"
                let step = roas.isEmpty ? "by the ROAs: \(state)" : "after step \(roas.count): \(state)"
                return AlertAction(
                    .announce, "\(answer.text) (\(step)).", prefixes: answer.prefixes, asn: origin)
            }
    }

    /// Whether we may announce a part of ours: not what the configuration gives to another AS, or to none.
    private func mayAnnounce(_ prefix: IPPrefix, _ origin: ASN) -> Bool {
        guard let index = own.index(covering: prefix) else { return false }
        return own.prefixes[Int(index)].origins.contains(origin)
    }

    /// Whether ROAs, those that there are and those to create, cover the prefixes; all that are advised are then valid.
    private func isCovered(_ prefixes: [IPPrefix], _ roas: [AlertAction]) -> Bool {
        prefixes.allSatisfy { prefix in
            !payloads.isEmpty(covering: prefix) || roas.contains { $0.prefixes.contains { $0.covers(prefix) } }
        }
    }

    /// The ROAs that make routes valid; `nil` where there would be too many to name.
    private func create(
        _ wanted: [OwnPayloads.Pair], _ purpose: String, with payloads: OwnPayloads? = nil
    ) -> [AlertAction]? {
        let wanted = wanted.filter { isOurs($0.prefix, $0.origin) }
        let lines = ROAProposal(wanted, legitimate: legitimate, payloads ?? self.payloads).lines
        let together = lines.count > 1 ? "together with the other ROAs of this list, " : ""
        if lines.count > AlertAdvice.mostROAs || isTruncated { return nil }
        return lines.map { line in
            AlertAction(
                .createROA,
                "Create a ROA for \(line.prefix), maximum length \(line.maxLength), origin \(line.origin), \(together)\(purpose).",
                prefixes: [line.prefix], maxLength: line.maxLength, asn: line.origin)
        }
    }

    /// The most ROAs that are named.
    static let mostROAs = 32
    /// The most legitimate routes that are looked at.
    static let mostRoutes = 4_096

    private var isTruncated: Bool { legitimate.count >= AlertAdvice.mostRoutes }

    private var manyROAs: AlertAction {
        AlertAction(
            .inspect,
            "Create ROAs for all that is announced within \(prefix.map(\.description) ?? list) first, the most specific first: a ROA for the whole would make the rest invalid.",
            prefixes: sample)
    }

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
        if assessment?.origin == nil, assessment != nil {
            return [
                AlertAction(
                    .inspect,
                    "Announce \(list) without an AS_SET: with one at its end a path has no origin, and no ROA can make it valid (RFC 6811, RFC 9774).",
                    prefixes: sample, asn: origin)
            ]
        }
        let stop = AlertAction(
            .stopAnnouncing,
            prefix == nil
                ? "Stop announcing \(list), which is not configured as ours, or find who uses \(origin)."
                : "Or stop announcing \(list) from \(origin).", prefixes: sample, asn: origin)
        guard let prefix else { return [stop] }
        var wanted = sample.map { OwnPayloads.Pair(prefix: $0, origin: origin) }
        if key.alertClass == .roaMissing { wanted = [OwnPayloads.Pair(prefix: prefix, origin: origin)] }
        guard let roas = create(wanted, "to match what is announced") else { return [manyROAs] }
        return key.alertClass == .roaMissing ? roas : roas + [stop]
    }

    private var renewal: [AlertAction] {
        guard let prefix, let origin = key.offender else { return [] }
        let rows = payloads.authorising(prefix, origin)
        return rows.prefix(4).map { row in
            AlertAction(
                .renewROA,
                "Renew the ROA for \(row.prefix), maximum length \(row.maxLength), origin \(row.asn), or have its repository repaired.",
                prefixes: [row.prefix], maxLength: row.maxLength, asn: row.asn, contact: row.source)
        }
    }

    private var changedROA: [AlertAction] {
        guard let prefix, let origin = key.offender else { return [] }
        if origins.contains(origin) {
            // The one that is gone does not count any more.
            let others = OwnPayloads(payloads.rows.filter { !$0.authorises(prefix, origin) })
            let wanted = [OwnPayloads.Pair(prefix: prefix, origin: origin)]
            return create(wanted, "to replace the one that is gone", with: others) ?? [manyROAs]
        }
        return [
            AlertAction(
                .inspect, "Find who created the ROA for \(origin): only the holder of the address space can create it.",
                asn: origin),
            AlertAction(
                .configure, "If it is right, add \(origin) to the origins of \(prefix).", prefixes: [prefix],
                asn: origin),
        ]
    }

    /// What covers ours takes only what ours does not.
    private var supersede: [AlertAction] {
        guard let prefix, let origin = origins.first(where: own.asns.contains) else { return [] }
        let text = "Check whether \(prefix) is still announced: without it, its traffic follows \(list)."
        return [AlertAction(.announce, text, prefixes: [prefix], asn: origin)]
    }

    private var visibility: [AlertAction] {
        let origin = origins.first(where: own.asns.contains) ?? origins.first
        let text = prefix.map { "Check whether \($0) is still originated, and accepted by our upstreams." } ?? ""
        return [AlertAction(.announce, text, prefixes: prefix.map { [$0] } ?? [], asn: origin)]
            + own.configuration.upstreams.prefix(4).compactMap(call)
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
