internal import BGPMessages
public import FoundationEssentials
internal import NumberResources
internal import TextFormats

/// An invented economy with its neighbours: who holds what, what the RPKI says of it, and a month of its routes. It follows from a
/// seed and a moment alone.
///
/// ```swift
/// let economy = try DemoEconomy(seed: 1, at: now)
/// economy.history.table(at: economy.replayStart)
/// economy.truth.items                            // what was planted, and where to find it
/// ```
public struct DemoEconomy: Sendable {
    public let seed: UInt64
    /// The moment that it is about, a whole second.
    public let at: Date
    /// All organisations, those of Faro first.
    public let organisations: [DemoOrganisation]
    public let repositories: DemoRepositories
    /// From a month before the moment to two days after it.
    public let history: RouteHistory
    public let truth: DemoTruth
    private let topology: DemoTopology
    private let chance: DemoChance

    /// The time before the moment that a replay takes, in seconds.
    public static let replayLength: Int64 = 6 * 3600
    private static let day: Int64 = 86_400

    /// - Throws: where the repositories cannot be signed.
    public init(seed: UInt64, at date: Date) throws {
        let second = BGPTime(date).seconds
        let at = Date(timeIntervalSince1970: Double(second))
        let chance = DemoChance(seed: seed)
        let organisations = FaroOrganisations.all + NeighbourOrganisations(chance: chance).all
        let topology = DemoTopology(organisations, chance: chance)
        let repositories = try DemoRepositories(organisations, chance: chance, at: at)
        let incidents = PlantedIncidents(
            organisations: organisations, topology: topology, repositories: repositories, chance: chance, at: second)
        let planted = incidents.all
        var usual: [IPPrefix: Scene] = [:]
        for announcement in organisations.flatMap(\.announcements) {
            usual[announcement.prefix] = incidents.usual(announcement.prefix)
        }
        let episodes = planted.flatMap(\.episodes)
        let changes = UsualChanges(
            organisations: organisations, chance: chance, usual: usual, taken: Set(episodes.map(\.prefix)))
        // The hours that are replayed are as busy as a reader can follow.
        let (start, busy, end) = (second - 30 * DemoEconomy.day, second - DemoEconomy.day, second + 2 * DemoEconomy.day)
        var builder = RouteHistoryBuilder(topology, chance: chance, collectors: DemoCollector.all)
        history = builder.history(
            usual,
            episodes + changes.episodes(from: start + 600, to: busy - 3600, every: 2400)
                + changes.episodes(from: busy, to: end, every: 180), from: start, to: end)
        truth = DemoTruth(
            seed: seed, at: at, items: planted.map(\.item) + PlantedObjects(repositories: repositories).all)
        self.seed = seed
        self.at = at
        self.organisations = organisations
        self.topology = topology
        self.repositories = repositories
        self.chance = chance
    }

    /// When a replay begins: six hours before the moment.
    public var replayStart: Date { at.addingTimeInterval(-Double(DemoEconomy.replayLength)) }

    /// The delegated statistics of each economy, by its code, in the extended format.
    public var delegatedFiles: [(economy: String, text: String)] {
        let files = DelegatedFiles(organisations: organisations, at: at)
        return DemoPlace.all.map { ($0.code, files.text(of: $0)) }
    }

    /// The objects of the routing registry, as RPSL.
    public var routingObjects: String {
        RoutingObjects(organisations: organisations, topology: topology, chance: chance).text
    }

    /// What a node in Faro monitors.
    public var monitored: MonitoredNetworks { MonitoredNetworks(organisations) }
}
