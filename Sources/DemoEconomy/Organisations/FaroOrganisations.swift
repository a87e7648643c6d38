internal import NumberResources

/// The organisations of the Faro islands: those of the example repository, and what else an economy has.
enum FaroOrganisations {
    /// Each with its AS numbers, what it holds, and what it announces by its first AS number unless another one is named.
    static let all: [DemoOrganisation] = [
        organisation(
            "faro-ix", "Faro Internet Exchange", .exchange, "64496", "192.0.2.0/25 2001:db8:1::/48", "2001:db8:1::/48"),
        organisation(
            "university", "University of Faro", .edge, "64497", "198.51.100.0/24 2001:db8:2::/48",
            "198.51.100.0/24 2001:db8:2::/48"),
        organisation(
            "carrier", "Faro Telecom", .provider, "64498 64499 64500 64501",
            "10.0.0.0/12 10.64.0.0/12 10.80.0.0/16 10.96.0.0/14 203.0.113.0/24 2001:db8:8000::/33",
            """
            10.0.0.0/12 10.64.0.0/12 10.80.0.0/16 2001:db8:8000::/33 203.0.113.0/24@64499 10.96.0.0/16@64501 \
            10.97.0.0/16@64501 10.98.0.0/15@64501
            """),
        organisation(
            "harbour-net", "Harbour Authority", .edge, "65536", "10.16.0.0/16 2001:db8:8010::/44",
            "10.16.0.0/16 2001:db8:8010::/44"),
        organisation("north-isp", "North Island Internet", .edge, "65537", "10.32.0.0/16", "10.32.0.0/16"),
        organisation("lagoon-hosting", "Lagoon Hosting", .edge, "65538", "10.48.0.0/16", "10.48.0.0/16"),
        organisation(
            "faro-cert", "Faro CERT", .edge, "64504", "198.18.0.0/24 2001:db8:c::/48", "198.18.0.0/24 2001:db8:c::/48"),
        organisation("former-isp", "Faro Online (closed)", .edge, "64505", "198.19.0.0/16", ""),
        organisation("government", "Government of Faro", .edge, "64506", "198.18.16.0/20", "198.18.16.0/20"),
        organisation("faro-bank", "Bank of Faro", .edge, "64507", "198.18.32.0/20", "198.18.32.0/20 198.18.36.0/24"),
        organisation("hospital", "Faro General Hospital", .edge, "64508", "198.18.48.0/22", "198.18.48.0/22"),
        organisation("power", "Faro Power and Water", .edge, "64509", "198.18.64.0/20", "198.18.64.0/20"),
        organisation(
            "broadcaster", "Radio Faro", .edge, "64510", "198.18.80.0/22 2001:db8:b::/48",
            "198.18.80.0/22 2001:db8:b::/48"),
        organisation("ferries", "Faro Ferries", .edge, "64511", "198.18.96.0/22", "198.18.96.0/22"),
        organisation("schools", "Faro Schools Network", .edge, "65541", "198.18.112.0/21", "198.18.112.0/21"),
    ]

    private static func organisation(
        _ slug: String, _ name: String, _ kind: DemoOrganisation.Kind, _ asns: String, _ holdings: String,
        _ announced: String
    ) -> DemoOrganisation {
        let asns = asns.split(separator: " ").compactMap { UInt32($0).map { ASN($0) } }
        let announcements = announced.split(separator: " ").map { text in
            let parts = text.split(separator: "@")
            let origin = parts.count > 1 ? UInt32(parts[1]).map { ASN($0) } : asns.first
            return DemoOrganisation.Announcement(
                prefix: DemoNumbers.prefix(String(parts[0])), origin: origin ?? asns[0])
        }
        return DemoOrganisation(
            slug, name, .faro, kind, asns: asns,
            holdings: holdings.split(separator: " ").map { DemoNumbers.prefix(String($0)) },
            announcements: announcements)
    }
}
