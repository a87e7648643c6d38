internal import Console
internal import NumberResources
internal import RouteSecurity

/// The world that readiness is of: names and places of economies, and what must not be announced. A demonstration has its own.
struct ReadinessWorld: Sendable {
    var names = EconomyNames.standard
    var tiles = EconomyTiles.standard
    /// From what the registries have not allocated.
    var bogons: @Sendable (ResourceSet) -> Bogons = { Bogons(unallocated: $0) }

    /// The real one, or what a program has invented.
    init(_ supplies: NodeSupplies = NodeSupplies()) {
        guard supplies.isInvented else { return }
        names = EconomyNames(
            invented: Dictionary(supplies.economies.map { ($0.code, Sentence(same: $0.name)) }) { first, _ in first })
        // In a row of their own, below all others.
        let row = (tiles.codes.compactMap { tiles[$0]?.row }.max() ?? 0) + 2
        tiles = EconomyTiles(
            invented: Dictionary(
                supplies.economies.enumerated().map { ($1.code, EconomyTiles.Place(column: $0, row: row)) }
            ) { first, _ in first })
        let registries = supplies.registries
        bogons = { Bogons(unallocated: $0, registries: registries) }
    }
}
