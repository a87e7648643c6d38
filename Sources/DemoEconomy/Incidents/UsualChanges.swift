internal import NumberResources

/// The changes of every day: networks that vanish for a while, connections that are down. None of them is worth an alert.
struct UsualChanges {
    let organisations: [DemoOrganisation]
    let chance: DemoChance
    let usual: [IPPrefix: Scene]
    /// Prefixes that something else happens to.
    let taken: Set<IPPrefix>

    /// The most time that one lasts, in seconds.
    private static let longest = 1500
    /// Prefixes of Faro whose way through the exchange changes now and then.
    private static let rerouted = ["10.64.0.0/12", "2001:db8:8000::/33", "10.97.0.0/16"].map(DemoNumbers.prefix)

    /// One change every `interval` seconds.
    func episodes(from start: Int64, to end: Int64, every interval: Int64) -> [Episode] {
        let there = organisations.filter { $0.place != .faro && $0.kind == .edge }.flatMap(\.announcements)
        var episodes: [Episode] = []
        var busyUntil: [IPPrefix: Int64] = [:]
        for begins in stride(from: start, to: end, by: Int(interval)) {
            let name = "change \(begins)"
            let isOurs = chance.isSo(name, percent: 12)
            let prefix =
                isOurs
                ? chance.choice("ours \(begins)", of: UsualChanges.rerouted)
                : chance.choice("prefix \(begins)", of: there).prefix
            guard !taken.contains(prefix), busyUntil[prefix] ?? 0 < begins, let before = usual[prefix] else { continue }
            let ends = begins + 90 + Int64(chance.number("length \(begins)", below: UsualChanges.longest))
            busyUntil[prefix] = ends + 60
            var scene = Scene(sources: [])
            if isOurs {
                scene = before
                scene.without = [DemoTopology.Link(64_498, chance.choice("link \(begins)", of: DemoTopology.faroPeers))]
            }
            episodes.append(Episode(prefix: prefix, begins: begins, ends: ends, scene: scene, name: name))
        }
        return episodes
    }
}
