internal import FoundationEssentials
internal import NumberResources

/// What goes wrong with routes in the demo, and the one change that is planned.
struct PlantedIncidents {
    let organisations: [DemoOrganisation]
    let topology: DemoTopology
    let repositories: DemoRepositories
    let chance: DemoChance
    /// The moment that the demo is about, in seconds since 1970.
    let at: Int64

    private static let minute: Int64 = 60
    private static let hour: Int64 = 3600

    /// The prefixes that a leak concerns.
    private static let leaked = [
        "198.18.16.0/20", "198.18.64.0/20", "198.18.80.0/22", "198.18.112.0/21", "10.0.0.0/12",
    ].map(DemoNumbers.prefix)

    /// Episodes, with the item that each belongs to.
    var all: [(item: PlantedItem, episodes: [Episode])] {
        [originHijack, subPrefixHijack, leak, plannedChange, formerHijack]
    }

    /// Begins a minute after the start of a replay of six hours at 60 times the speed.
    private var originHijack: (PlantedItem, [Episode]) {
        let prefix = DemoNumbers.prefix("10.16.0.0/16")
        let (begins, ends) = (at - 5 * PlantedIncidents.hour, at - 200 * PlantedIncidents.minute)
        let hijacker = hijacker("origin", in: .brisa, behind: 64_700)
        var item = PlantedItem(
            "hijack-harbour", .originHijack,
            "\(name(of: hijacker)) announces the prefix of the Harbour Authority, which has a ROA for AS65536 only")
        item.alertClass = "exact-prefix-origin"
        describe(&item, prefix, hijacker, from: begins, to: ends)
        let scene = Scene(sources: [source(prefix, 65_536), source(prefix, hijacker)])
        return (item, [Episode(prefix: prefix, begins: begins, ends: ends, scene: scene, name: item.id)])
    }

    /// Has begun before the replay, and goes on after it.
    private var subPrefixHijack: (PlantedItem, [Episode]) {
        let prefix = DemoNumbers.prefix("10.96.32.0/24")
        let begins = at - 400 * PlantedIncidents.minute
        let hijacker = hijacker("part", in: .corvane, behind: 64_800)
        var item = PlantedItem(
            "hijack-access", .subPrefixHijack,
            "\(name(of: hijacker)) announces a part of 10.96.0.0/16 of Faro Telecom, which nearly all networks prefer")
        item.alertClass = "sub-prefix-origin"
        describe(&item, prefix, hijacker, from: begins, to: nil)
        let scene = Scene(sources: [source(prefix, hijacker)])
        return (item, [Episode(prefix: prefix, begins: begins, ends: nil, scene: scene, name: item.id)])
    }

    private var leak: (PlantedItem, [Episode]) {
        let (begins, ends) = (at - 250 * PlantedIncidents.minute, at - 205 * PlantedIncidents.minute)
        var item = PlantedItem(
            "leak-corvane", .routeLeak,
            """
            \(name(of: DemoTopology.leaker)) passes routes of \(name(of: DemoTopology.leak.from)) on to \
            \(name(of: DemoTopology.leak.to)), two providers of its own
            """)
        item.alertClass = "route-leak"
        let first = PlantedIncidents.leaked[0]
        item.prefix = first
        item.origin = usual(first).sources.first?.asn
        item.offender = DemoTopology.leaker
        item.validity = "valid"
        (item.begins, item.ends) = (date(begins), date(ends))
        let episodes = PlantedIncidents.leaked.map { prefix in
            var scene = usual(prefix)
            scene.isLeaked = true
            return Episode(prefix: prefix, begins: begins, ends: ends, scene: scene, name: item.id)
        }
        return (item, episodes)
    }

    private var plannedChange: (PlantedItem, [Episode]) {
        let prefix = DemoNumbers.prefix("203.0.113.0/24")
        let begins = at - 150 * PlantedIncidents.minute
        var item = PlantedItem(
            "mobile-moves", .plannedChange,
            "Faro Telecom moves its mobile network from AS64499 to AS64500: ROAs and configuration permit both")
        item.prefix = prefix
        item.origin = 64_500
        item.validity = "valid"
        item.begins = date(begins)
        let scene = Scene(sources: [source(prefix, 64_500)])
        return (item, [Episode(prefix: prefix, begins: begins, ends: nil, scene: scene, name: item.id)])
    }

    /// Three days ago: in the files of routes, and not seen by the watch.
    private var formerHijack: (PlantedItem, [Episode]) {
        let prefix = DemoNumbers.prefix("198.18.64.0/20")
        let begins = at - 74 * PlantedIncidents.hour
        let ends = begins + 40 * PlantedIncidents.minute
        let hijacker = hijacker("former", in: .corvane, behind: 64_800)
        var item = PlantedItem(
            "hijack-power", .originHijack,
            "\(name(of: hijacker)) announced the prefix of Faro Power and Water: only the files of routes have it")
        describe(&item, prefix, hijacker, from: begins, to: ends)
        let scene = Scene(sources: [source(prefix, 64_509), source(prefix, hijacker)])
        return (item, [Episode(prefix: prefix, begins: begins, ends: ends, scene: scene, name: item.id)])
    }

    private func describe(
        _ item: inout PlantedItem, _ prefix: IPPrefix, _ hijacker: ASN, from begins: Int64, to ends: Int64?
    ) {
        item.prefix = prefix
        item.origin = hijacker
        item.offender = hijacker
        item.validity = "invalid"
        item.begins = date(begins)
        item.ends = ends.map(date)
    }

    // MARK: Parts

    /// How a prefix is announced when nothing is wrong.
    func usual(_ prefix: IPPrefix) -> Scene {
        let sources = organisations.flatMap(\.announcements).filter { $0.prefix == prefix }
        return Scene(sources: sources.map { source(prefix, $0.origin) })
    }

    private func source(_ prefix: IPPrefix, _ asn: ASN) -> Scene.Source {
        Scene.Source(asn: asn, isInvalid: repositories.isInvalid(prefix, by: asn))
    }

    /// A network at the edge of `place`, behind a provider that does not look at ROAs.
    private func hijacker(_ purpose: String, in place: DemoPlace, behind provider: ASN) -> ASN {
        let all = organisations.filter { $0.place == place && $0.kind == .edge }.flatMap(\.asns)
        let behind = all.filter { topology.providers(of: $0).contains(provider) }
        return chance.choice("hijacker \(purpose)", of: behind.isEmpty ? all : behind)
    }

    private func name(of asn: ASN) -> String {
        let holder = organisations.first { $0.asns.contains(asn) }
        return "\(holder?.name ?? "") (\(asn))"
    }

    private func date(_ seconds: Int64) -> Date { Date(timeIntervalSince1970: Double(seconds)) }
}
