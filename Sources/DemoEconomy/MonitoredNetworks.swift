public import NumberResources

/// What a node in Faro monitors: the networks of the islands, and what is known of those around them.
public struct MonitoredNetworks: Sendable {
    public let asns: [ASN]
    /// Prefixes with the AS numbers that may originate them.
    public let prefixes: [(prefix: IPPrefix, origins: [ASN])]
    public let upstreams = DemoTopology.faroUpstreams
    public let peers = DemoTopology.faroPeers
    /// Networks without providers.
    public let transitFree = NeighbourOrganisations.backbones
    /// Whom to write to, by AS number.
    public let contacts: [(asn: ASN, address: String)]

    init(_ organisations: [DemoOrganisation]) {
        let ours = organisations.filter { $0.place == .faro }
        asns = ours.flatMap(\.asns).sorted()
        let mobile = DemoNumbers.prefix("203.0.113.0/24")
        prefixes = ours.flatMap(\.announcements).map { announcement in
            // The planned move of the mobile network was entered in time.
            (announcement.prefix, announcement.prefix == mobile ? [64_499, 64_500] : [announcement.origin])
        }.sorted { $0.prefix < $1.prefix }
        contacts = organisations.flatMap { holder in holder.asns.map { ($0, holder.contact) } }
            .sorted { $0.asn < $1.asn }
    }
}
