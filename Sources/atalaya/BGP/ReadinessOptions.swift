internal import ArgumentParser
internal import Registries
internal import RouteSecurity
internal import RoutingMetrics

/// How `bgp readiness` makes scores. What is not the MANRS Observatory's says so.
struct ReadinessOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The metrics that the filtering score is of. Default: M2, M3 and M4 with their C, as the Observatory.",
            valueName: "metrics"))
    var metrics: MetricList?

    @Option(help: "Bogons that count: full, as the Observatory, or all, those that a registry holds back too.")
    var bogons = CountedBogons.full

    @Option(
        help: ArgumentHelp(
            "A route object is right for its own prefix only (exact), or for more specific ones too (covering), as the "
                + "Observatory.", valueName: "exact|covering"))
    var irrMatch = RouteObjectMatch.covering

    @Option(
        help: ArgumentHelp(
            "Ours: what an incident weighs for a network that passed it on, 0 to 1.", valueName: "factor"))
    var passedOnWeight = ReadinessPolicy().passedOnWeight

    @Option(
        help: ArgumentHelp(
            "Ours: the weights of filtering, IRR and RPKI in the overall score.", valueName: "number:number:number"))
    var weights = ScoreWeights(filtering: 1, irr: 1, rpki: 1)

    @Option(help: ArgumentHelp("Ours: the least overall score of a network that is ready.", valueName: "score"))
    var ready = ReadinessPolicy().ready

    @Option(help: ArgumentHelp("Ours: the least overall score of one that aspires to be.", valueName: "score"))
    var aspiring = ReadinessPolicy().aspiring

    @Option(help: ArgumentHelp("Ours: a route counts when so many peers have it.", valueName: "number"))
    var minPeers = 1

    @Option(
        help: ArgumentHelp(
            "Ours: what shows at two moments no further apart was there all the time between.", valueName: "hours"))
    var maxGap = 25.0

    func validate() throws {
        guard (0...1).contains(passedOnWeight) else { throw ValidationError("--passed-on-weight is 0 to 1.") }
        guard (0...1).contains(ready), (0...ready).contains(aspiring) else {
            throw ValidationError("--ready and --aspiring are 0 to 1, and --aspiring is not above --ready.")
        }
        guard (1...100_000).contains(minPeers) else {
            throw ValidationError("--min-peers is a number from 1 to 100000.")
        }
        guard (0...8_784).contains(maxGap) else { throw ValidationError("--max-gap is 0 to 8784 hours.") }
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
