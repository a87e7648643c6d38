internal import Console
internal import NumberResources
internal import RouteSecurity

/// The world that readiness is of: names and places of economies, and what must not be announced. A demonstration has its own.
struct ReadinessWorld: Sendable {
    var names = EconomyNames.standard
    var tiles = EconomyTiles.standard
    /// From what the registries have not allocated.
    var bogons: @Sendable (ResourceSet) -> Bogons = { Bogons(unallocated: $0) }
}
