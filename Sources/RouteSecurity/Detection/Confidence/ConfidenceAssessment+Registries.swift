import NumberResources
import ValidatedPayloads

// What registries and the tables of others say of an offender. Of what an attacker can have registered, little follows.
extension ConfidenceAssessment {
    /// Route objects of the offender for what it announces.
    var irr: Reason? {
        guard registered.hasRoutingRegistries, alert.key.alertClass.isAboutOrigin, let offender = alert.key.offender,
            !alert.evidence.prefixes.isEmpty
        else { return nil }
        let records = alert.evidence.prefixes.map { registered.record(of: $0, origin: offender) }
        // What is not shown was not looked at.
        let isWhole = alert.evidence.prefixCount <= records.count
        if isWhole, records.allSatisfy({ !$0.sources.isEmpty }) {
            let sources = Set(records.flatMap(\.sources).map { $0.isEmpty ? "an unnamed registry" : $0 }).sorted()
            let text = "route objects of \(sources.joined(separator: ", ")) name \(offender)"
            if assessment.originState == .invalid {
                return Reason(weight: 0, text: text + ", which counts for nothing against the ROAs")
            }
            if records.allSatisfy(\.isAuthoritative) { return Reason(weight: -2, text: text) }
            return Reason(weight: -1, text: text + ", but anyone can register there")
        }
        if own.asns.contains(offender) { return nil }
        guard let others = records.lazy.map(\.others).first(where: { !$0.isEmpty }) else {
            return Reason(weight: 0, text: "no route object covers it")
        }
        let names = others.prefix(4).map(\.description).joined(separator: ", ")
        return Reason(weight: 1, text: "route objects name \(names), not \(offender)")
    }

    /// Whether the offender is of our organisation, or of the holder of the prefix.
    var organisation: Reason? {
        guard alert.key.alertClass.dependsOnRelation, let offender = alert.key.offender, !own.asns.contains(offender)
        else { return nil }
        if let (other, organisation) = registered.commonOrganisation(offender, own.configuration.asns) {
            return Reason(
                weight: -4, text: "\(offender) and our \(other) are of one organisation: \(organisation)")
        }
        if case .prefix(let prefix) = alert.key.subject, let holder = registered.commonHolder(offender, prefix) {
            return Reason(weight: -4, text: "\(offender) and \(prefix) have one holder: \(holder)")
        }
        return nil
    }

    /// Whether tables show the offender behind us.
    var inCone: Reason? {
        guard alert.key.alertClass.dependsOnRelation, !isUnconfirmed, let offender = alert.key.offender, let cone,
            cone.peers.count >= neededPeers
        else { return nil }
        let age = now.microseconds(since: cone.first)
        guard cone.isUsual || age >= Int64(clamping: own.configuration.thresholds.adjacencyAge) * 1_000_000 else {
            return nil
        }
        let since = cone.isUsual ? "in the first tables" : "for \(DurationText(from: cone.first, to: now))"
        let most = cone.peers.count >= CustomerCone.mostPeers ? " or more" : ""
        return Reason(
            weight: -4,
            text: "\(offender) is in our customer cone: behind us at \(cone.peers.count)\(most) peers \(since)")
    }
}
