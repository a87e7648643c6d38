internal import Foundation
internal import NumberResources
internal import RPKITesting

/// The repository of the economies around Faro: a CA for each organisation, most of them with ROAs.
struct NeighbourRepository {
    let organisations: [DemoOrganisation]
    let chance: DemoChance

    /// The network whose ROA is for the AS of a former provider.
    static let stale: ASN = 64_611

    func plan(at date: Date, keys: KeyPool) -> RepositoryPlan {
        var plan = RepositoryPlan(
            trustAnchor: "strait", host: "rpki.strait.example", at: date,
            resources: "AS64512-AS65534 AS4200000000-AS4294967294 10.128.0.0/9 3fff::/20", keys: keys)
        plan.talComments = [" The registry of Asteria, Brisa and Corvane: invented, for demonstrations"]
        for organisation in organisations where organisation.place != .faro { add(organisation, to: &plan) }
        return plan
    }

    private func add(_ organisation: DemoOrganisation, to plan: inout RepositoryPlan) {
        guard let asn = organisation.asns.first, hasROAs(organisation) else { return }
        let held = "AS\(asn.rawValue) " + organisation.holdings.map { "\($0)" }.joined(separator: " ")
        let authority = plan.addCA(organisation.slug, resources: Resources(held))
        let isStale = asn == NeighbourRepository.stale
        let prefixes = organisation.holdings.map {
            ROAPrefix($0, maxLength: $0.family == .ipv4 && !isStale ? 20 : nil)
        }
        plan.addROA(in: authority, asn: isStale ? 64_601 : asn, prefixes)
        switch organisation.kind {
        case .backbone: plan.addASPA(in: authority, customer: asn, providers: [0])
        default: break
        }
    }

    private func hasROAs(_ organisation: DemoOrganisation) -> Bool {
        guard organisation.kind == .edge, organisation.asns.first != NeighbourRepository.stale else { return true }
        let percent = organisation.place == .asteria ? 75 : organisation.place == .brisa ? 50 : 25
        return chance.isSo("has ROAs \(organisation.slug)", percent: percent)
    }
}
