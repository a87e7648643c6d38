internal import NumberResources

/// The organisations of the economies around Faro: backbones and providers that are always the same, and edges that follow from the
/// seed.
struct NeighbourOrganisations {
    let chance: DemoChance

    /// Addresses are taken from here in order: a /16 of IPv4, and a /32 of IPv6, for each organisation.
    private static let ipv4 = DemoNumbers.prefix("10.128.0.0/9")
    private static let ipv6 = DemoNumbers.prefix("3fff::/20")

    static let backbones: [ASN] = [4_200_000_001, 4_200_000_002, 4_200_000_003, 4_200_000_004]
    static let providers: [(place: DemoPlace, asns: [ASN])] = [
        (.asteria, [64_600, 64_601, 64_602]), (.brisa, [64_700, 64_701]), (.corvane, [64_800, 64_801]),
    ]
    /// Networks at the edge of each economy, with AS numbers from ten after that of its first provider.
    private static let edges: [(place: DemoPlace, first: UInt32, count: Int)] = [
        (.asteria, 64_610, 14), (.brisa, 64_710, 11), (.corvane, 64_810, 8),
    ]

    private static let backboneNames = [
        "Meridian Transit", "Great Circle Networks", "Longshore Cable", "Antipodes Backbone",
    ]
    private static let towns = [
        "Amberly", "Belmar", "Castrel", "Dunholt", "Estoria", "Fennmark", "Galder", "Hollin", "Isenford", "Jarrow Bay",
        "Kestrel", "Lorne", "Marrow", "Nordhaven", "Ostrava Point", "Pellin", "Quarrel", "Rosmar", "Sallow", "Tarn",
    ]
    private static let trades = [
        "Broadband", "Cable", "College", "Data Centre", "Fibre", "Hosting", "Mobile", "Online", "Savings Bank",
        "Stores",
        "Telephone", "Transport",
    ]

    /// All of them, in the order of their numbers.
    var all: [DemoOrganisation] {
        var list: [DemoOrganisation] = []
        for (index, asn) in NeighbourOrganisations.backbones.enumerated() {
            let place = [DemoPlace.asteria, .brisa, .corvane][index % 3]
            list.append(
                organisation(
                    list.count, "backbone-\(index + 1)", NeighbourOrganisations.backboneNames[index], place, .backbone,
                    [asn], parts: 2))
        }
        for (place, asns) in NeighbourOrganisations.providers {
            for (index, asn) in asns.enumerated() {
                let name = ["Telecom", "Networks", "Connect"][index]
                list.append(
                    organisation(
                        list.count, "\(place.code.lowercased())-provider-\(index + 1)", "\(place.name) \(name)", place,
                        .provider, [asn], parts: 6))
            }
        }
        var taken: Set<String> = []
        for (place, first, count) in NeighbourOrganisations.edges {
            for index in 0..<count {
                let asn = ASN(first + UInt32(index))
                list.append(
                    organisation(
                        list.count, "as\(asn.rawValue)", name(asn, &taken), place, .edge, [asn],
                        parts: 1 + chance.number("parts \(asn)", below: 5)))
            }
        }
        return list
    }

    private func name(_ asn: ASN, _ taken: inout Set<String>) -> String {
        var attempt = 0
        while true {
            let town = chance.choice("town \(asn) \(attempt)", of: NeighbourOrganisations.towns)
            let name = town + " " + chance.choice("trade \(asn) \(attempt)", of: NeighbourOrganisations.trades)
            if taken.insert(name).inserted { return name }
            attempt += 1
        }
    }

    /// - Parameter parts: How many parts of its /16 it announces one by one.
    private func organisation(
        _ number: Int, _ slug: String, _ name: String, _ place: DemoPlace, _ kind: DemoOrganisation.Kind, _ asns: [ASN],
        parts: Int
    ) -> DemoOrganisation {
        let block = DemoNumbers.part(number, of: NeighbourOrganisations.ipv4, length: 16)
        let long = DemoNumbers.part(number + 1, of: NeighbourOrganisations.ipv6, length: 32)
        var announced = [block] + (0..<parts).map { DemoNumbers.part($0, of: block, length: 20) }
        if kind != .edge || chance.isSo("has IPv6 \(slug)", percent: 55) { announced.append(long) }
        return DemoOrganisation(
            slug, name, place, kind, asns: asns, holdings: [block, long],
            announcements: announced.map { .init(prefix: $0, origin: asns[0]) })
    }
}
