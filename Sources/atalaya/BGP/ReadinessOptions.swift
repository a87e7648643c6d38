internal import ArgumentParser
internal import Registries
internal import RouteSecurity
internal import RoutingMetrics

/// The scoring options of `bgp readiness`. Those that are not from the MANRS Observatory say so.
struct ReadinessOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Metrics in the filtering score. Default, as in the MANRS Observatory: M2, M3 and M4 with their C "
                + "variants.",
            valueName: "metrics"))
    var metrics: MetricList?

    @Option(
        help:
            "Bogons to count: full (as in the MANRS Observatory), or all (also prefixes and AS numbers that a registry holds in reserve)."
    )
    var bogons = CountedBogons.full

    @Option(
        help: ArgumentHelp(
            "Routes that a route object authorizes: only its own prefix (exact), or also more specific ones "
                + "(covering), as in the MANRS Observatory.", valueName: "exact|covering"))
    var irrMatch = RouteObjectMatch.covering

    @Option(
        help: ArgumentHelp(
            "Weight of an incident for a network that passed it on, 0 to 1. Defined by Atalaya.", valueName: "factor"))
    var passedOnWeight = ReadinessPolicy().passedOnWeight

    @Option(
        help: ArgumentHelp(
            "Weights of filtering, IRR and RPKI in the overall score. Defined by Atalaya.",
            valueName: "number:number:number"))
    var weights = ScoreWeights(filtering: 1, irr: 1, rpki: 1)

    @Option(help: ArgumentHelp("Minimum overall score of a \"ready\" network. Defined by Atalaya.", valueName: "score"))
    var ready = ReadinessPolicy().ready

    @Option(
        help: ArgumentHelp("Minimum overall score of an \"aspiring\" network. Defined by Atalaya.", valueName: "score"))
    var aspiring = ReadinessPolicy().aspiring

    @Option(
        help: ArgumentHelp(
            "Minimum number of peers that must have a route for it to count. Defined by Atalaya.", valueName: "number"))
    var minPeers = 1

    @Option(
        help: ArgumentHelp(
            "Maximum time, in hours, between two observations of a route for it to count as present in between. "
                + "Defined by Atalaya.", valueName: "hours"))
    var maxGap = 25.0

    func validate() throws {
        guard (0...1).contains(passedOnWeight) else { throw ValidationError("--passed-on-weight must be from 0 to 1.") }
        guard (0...1).contains(ready), (0...ready).contains(aspiring) else {
            throw ValidationError("--ready and --aspiring must be from 0 to 1, and --aspiring must not exceed --ready.")
        }
        guard (1...100_000).contains(minPeers) else {
            throw ValidationError("--min-peers must be a number from 1 to 100000.")
        }
        guard (0...8_784).contains(maxGap) else { throw ValidationError("--max-gap must be from 0 to 8784 hours.") }
    }

    var policy: ReadinessPolicy {
        var policy = ReadinessPolicy()
        if let metrics { policy.scoredMetrics = metrics.metrics }
        policy.countsAdministrativeBogons = bogons == .all
        policy.acceptsCoveringRouteObjects = irrMatch == .covering
        policy.passedOnWeight = passedOnWeight
        policy.filteringWeight = weights.filtering
        policy.irrWeight = weights.irr
        policy.rpkiWeight = weights.rpki
        policy.ready = ready
        policy.aspiring = aspiring
        return policy
    }
}

enum CountedBogons: String, ExpressibleByArgument, CaseIterable {
    case full, all
}

enum RouteObjectMatch: String, ExpressibleByArgument, CaseIterable {
    case exact, covering
}

/// `M2,M3,M3C`
struct MetricList: ExpressibleByArgument {
    let metrics: Set<IncidentMetric>

    init?(argument: String) {
        var metrics: Set<IncidentMetric> = []
        for name in argument.split(separator: ",") {
            guard let metric = IncidentMetric(rawValue: name.uppercased()) else { return nil }
            metrics.insert(metric)
        }
        self.metrics = metrics
    }
}

/// `1:1:2`
struct ScoreWeights: ExpressibleByArgument {
    let filtering: Double
    let irr: Double
    let rpki: Double

    init(filtering: Double, irr: Double, rpki: Double) {
        self.filtering = filtering
        self.irr = irr
        self.rpki = rpki
    }

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) ?? -1 }
        guard parts.count == 3, parts.allSatisfy({ (0...1_000_000).contains($0) }), parts.contains(where: { $0 > 0 })
        else { return nil }
        self.init(filtering: parts[0], irr: parts[1], rpki: parts[2])
    }

    var defaultValueDescription: String { "1:1:1" }
}
