public import Foundation
internal import NumberResources

/// The example economy: the islands of Faro, with resources that RFC 5737, RFC 3849, RFC 5398 and RFC 1918 keep for
/// documentation and private use.
///
/// A registry is the trust anchor. Below it are an exchange point, a university, a carrier with three customers, the
/// islands' CERT, and a provider that went out of business. Most of it is right. What is not is what an operator meets
/// sooner or later, and ``faults(in:)`` says where.
public enum ExampleRepository {
    /// Something wrong that a validator ought to report.
    public struct Fault: Hashable, Sendable {
        /// The rsync URI of the object.
        public var uri: String
        /// The fault, in a sentence.
        public var explanation: String
    }

    /// Signs the economy as it is at `now`: some 40 files.
    public static func build(at now: Date, keys: KeyPool = KeyPool()) throws -> TestRepository {
        try plan(at: now, keys: keys).build()
    }

    /// The economy as it is at `now`, to be built or changed.
    public static func plan(at now: Date, keys: KeyPool = KeyPool()) throws -> RepositoryPlan {
        var repository = RepositoryPlan(
            trustAnchor: "faro", host: "rpki.faro.example", at: now,
            resources: """
                AS64496-AS64511 AS65536-AS65551 10.0.0.0/8 192.0.2.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
                2001:db8::/32
                """, keys: keys)
        repository.talComments = [" The registry of the Faro islands: an example, no real economy"]
        addExchangePoint(to: &repository)
        addUniversity(to: &repository)
        try addCarrier(to: &repository)
        addCERT(to: &repository)
        addFormerProvider(to: &repository)
        return repository
    }

    /// The faults of ``plan(at:keys:)``.
    public static func faults(in plan: RepositoryPlan) -> [Fault] {
        let north = plan[plan.authority(named: "north-isp")]
        let lagoon = plan[plan.authority(named: "lagoon-hosting")]
        return [
            Fault(
                uri: plan.uri(of: plan.object(named: "carrier/old-campaign.roa")),
                explanation: "the ROA expired a week ago and was not renewed"),
            Fault(
                uri: plan.uri(of: plan.object(named: "university/borrowed.roa")),
                explanation: "the ROA is for a prefix that the university does not hold"),
            Fault(
                uri: north.publicationPoint + north.manifestName,
                explanation: "the manifest went stale two days ago: the CA's software stands still"),
            Fault(
                uri: lagoon.publicationPoint + lagoon.manifestName,
                explanation: "the publication server was not reached"),
            Fault(
                uri: plan.certificateURI(of: plan.authority(named: "former-isp")),
                explanation: "the certificate is revoked: the provider went out of business"),
        ]
    }

    private static func addExchangePoint(to repository: inout RepositoryPlan) {
        let exchange = repository.addCA("faro-ix", resources: "AS64496 192.0.2.0/25 2001:db8:1::/48")
        repository.addROA(in: exchange, asn: 64496, ["192.0.2.0/25", "2001:db8:1::/48"])
        // The peering LAN itself is not announced.
        repository.addROA(in: exchange, asn: 0, ["192.0.2.0/26"], name: "peering-lan.roa")
        repository.addASPA(in: exchange, customer: 64496, providers: [64498])
    }

    private static func addUniversity(to repository: inout RepositoryPlan) {
        let university = repository.addCA("university", resources: "AS64497 198.51.100.0/24 2001:db8:2::/48")
        repository.addROA(in: university, asn: 64497, ["198.51.100.0/24-25"])
        repository.addROA(in: university, asn: 64497, ["2001:db8:2::/48-52"], name: "as64497-v6.roa")
        repository.addASPA(in: university, customer: 64497, providers: [64498, 64499])
        let borrowed = repository.addROA(in: university, asn: 64497, ["192.0.2.128/25"], name: "borrowed.roa")
        repository[borrowed].isRefused = true
    }

    private static func addCarrier(to repository: inout RepositoryPlan) throws {
        let carrier = repository.addCA(
            "carrier",
            resources: "AS64498-AS64501 AS65536-AS65540 10.0.0.0/9 203.0.113.0/24 2001:db8:8000::/33")
        repository.addROA(in: carrier, asn: 64498, ["10.0.0.0/12-16", "2001:db8:8000::/33-48"])
        repository.addROA(in: carrier, asn: 64498, ["10.64.0.0/12"], name: "access.roa")
        repository.addROA(in: carrier, asn: 64499, ["203.0.113.0/24"], name: "mobile.roa")
        repository.addROA(in: carrier, asn: 64500, ["203.0.113.0/24"], name: "mobile-backup.roa")
        repository.addROA(in: carrier, asn: 64501, ["10.96.0.0/16", "10.97.0.0/16", "10.98.0.0/15-16"])
        repository.addASPA(in: carrier, customer: 64498, providers: [0])
        repository.addASPA(in: carrier, customer: 64501, providers: [64498, 64499])
        repository.addRouterKey(in: carrier, asns: [64498], key: try RouterSigningKey.derived(0))
        let expired = repository.addROA(in: carrier, asn: 64498, ["10.80.0.0/16"], name: "old-campaign.roa")
        let week: TimeInterval = 7 * 86_400
        repository[expired].validity =
            repository.now.addingTimeInterval(-53 * week)...repository.now.addingTimeInterval(-week)
        addCustomers(of: carrier, to: &repository)
    }

    private static func addCustomers(of carrier: AuthorityID, to repository: inout RepositoryPlan) {
        let harbour = repository.addCA(
            "harbour-net", in: carrier, resources: "AS65536 10.16.0.0/16 2001:db8:8010::/44")
        repository.addROA(in: harbour, asn: 65536, ["10.16.0.0/16-20", "2001:db8:8010::/44"])
        repository.addASPA(in: harbour, customer: 65536, providers: [64498])

        let north = repository.addCA("north-isp", in: carrier, resources: "AS65537 10.32.0.0/16")
        repository.addROA(in: north, asn: 65537, ["10.32.0.0/16"])
        let day: TimeInterval = 86_400
        repository[north].thisUpdate = repository.now.addingTimeInterval(-3 * day)
        repository[north].nextUpdate = repository.now.addingTimeInterval(-2 * day)

        let lagoon = repository.addCA("lagoon-hosting", in: carrier, resources: "AS65538 10.48.0.0/16")
        repository.addROA(in: lagoon, asn: 65538, ["10.48.0.0/16-24"])
        repository[lagoon].isCaptured = false
    }

    private static func addCERT(to repository: inout RepositoryPlan) {
        let cert = repository.addCA("faro-cert", resources: "AS64504 198.18.0.0/24 2001:db8:c::/48")
        repository.addROA(in: cert, asn: 64504, ["198.18.0.0/24", "2001:db8:c::/48"])
        repository.addASPA(in: cert, customer: 64504, providers: [64497, 64498])
        repository.addGhostbusters(
            in: cert,
            GhostbustersPlan(
                name: "Duty officer", organization: "Faro CERT", telephone: "+1-555-0100",
                email: "duty@cert.faro.example"))
    }

    private static func addFormerProvider(to repository: inout RepositoryPlan) {
        let former = repository.addCA("former-isp", resources: "AS64505 198.19.0.0/16")
        repository.addROA(in: former, asn: 64505, ["198.19.0.0/16"])
        repository.revoke(former)
    }
}
