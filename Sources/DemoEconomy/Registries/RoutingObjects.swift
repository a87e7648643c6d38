internal import NumberResources

/// The objects of the demo's routing registry (RFC 2622): aut-num, organisation and route objects.
struct RoutingObjects {
    let organisations: [DemoOrganisation]
    let topology: DemoTopology
    let chance: DemoChance

    /// All objects, a blank line after each.
    var text: String {
        var objects = ["% Invented, for demonstrations"]
        for organisation in organisations {
            objects.append(organisationObject(organisation))
            objects += organisation.asns.map { autNum($0, organisation) }
            objects += organisation.announcements.filter { hasRoute($0, organisation) }.map { route($0, organisation) }
        }
        return objects.map { $0 + "\n\n" }.joined()
    }

    private func organisationObject(_ organisation: DemoOrganisation) -> String {
        """
        organisation:   \(organisation.handle)
        org-name:       \(organisation.name)
        org-type:       OTHER
        country:        \(organisation.place.code)
        e-mail:         \(organisation.contact)
        source:         DEMO
        """
    }

    private func autNum(_ asn: ASN, _ organisation: DemoOrganisation) -> String {
        var lines = [
            "aut-num:        \(asn)", "as-name:        \(organisation.slug.uppercased())",
            "descr:          \(organisation.name)", "org:            \(organisation.handle)",
        ]
        for neighbour in topology.neighbours[asn] ?? [] {
            let takes = neighbour.relation == .provider ? "ANY" : "\(neighbour.asn)"
            let gives = neighbour.relation == .customer ? "ANY" : "\(asn)"
            lines.append("import:         from \(neighbour.asn) accept \(takes)")
            lines.append("export:         to \(neighbour.asn) announce \(gives)")
        }
        lines += ["admin-c:        NOC-\(organisation.slug.uppercased())", "source:         DEMO"]
        return lines.joined(separator: "\n")
    }

    private func hasRoute(_ announcement: DemoOrganisation.Announcement, _ organisation: DemoOrganisation) -> Bool {
        chance.isSo("route object \(announcement.prefix)", percent: organisation.place == .faro ? 90 : 70)
    }

    private func route(_ announcement: DemoOrganisation.Announcement, _ organisation: DemoOrganisation) -> String {
        let kind = announcement.prefix.family == .ipv4 ? "route:          " : "route6:         "
        return """
            \(kind)\(announcement.prefix)
            origin:         \(announcement.origin)
            org:            \(organisation.handle)
            source:         DEMO
            """
    }
}
