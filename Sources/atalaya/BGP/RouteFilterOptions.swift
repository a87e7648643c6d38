internal import ArgumentParser
internal import BGPMessages
internal import NumberResources
internal import RouteSecurity
internal import ValidatedPayloads

/// Which routes `bgp check` tells of.
struct RouteFilterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Only routes that one of these ASes originates.", valueName: "asn"),
        transform: ResourceArgument.asn)
    var origin: [ASN] = []

    @Option(
        help: ArgumentHelp("Only routes to one of these prefixes or to a part of one.", valueName: "prefix"),
        transform: ResourceArgument.prefix)
    var prefix: [IPPrefix] = []

    @Option(
        help: ArgumentHelp("Only routes that neighbours with one of these AS numbers send.", valueName: "asn"),
        transform: ResourceArgument.asn)
    var peer: [ASN] = []

    @Option(
        help: ArgumentHelp("Only routes of which this holds; given several times, one of them.", valueName: "state"))
    var state: [StateArgument] = []

    var selection: RouteSelection {
        RouteSelection(
            origins: Set(origin), prefixes: prefix, peers: Set(peer), states: state)
    }
}

/// Tells which routes are asked for.
struct RouteSelection {
    let origins: Set<ASN>
    let prefixes: [IPPrefix]
    let peers: Set<ASN>
    let states: [StateArgument]

    func wants(_ route: CheckedRoute) -> Bool {
        if !prefixes.isEmpty, !prefixes.contains(where: { $0.covers(route.prefix) }) { return false }
        if !peers.isEmpty, !peers.contains(route.peer.asn) { return false }
        if origins.isEmpty { return true }
        return route.path.origin.map { origins.contains($0) } ?? false
    }

    func wants(_ assessment: RouteAssessment) -> Bool {
        states.isEmpty || states.contains { $0.holds(of: assessment) }
    }
}

/// Something that may be said of a route.
enum StateArgument: ExpressibleByArgument {
    case origin(RouteOriginState)
    case path(PathState?)
    case leak
    case bogon(BogonClasses)

    private static let named: [(String, StateArgument)] =
        RouteOriginState.allCases.map { ($0.rawValue, .origin($0)) }
        + PathState.allCases.map { ("path-" + $0.rawValue, .path($0)) }
        + [("path-unverified", .path(nil)), ("leak", .leak), ("bogon", .bogon(.bogons))]
        + BogonClasses.named.map { ($0.1, .bogon($0.0)) }

    init?(argument: String) {
        guard let found = StateArgument.named.first(where: { $0.0 == argument }) else { return nil }
        self = found.1
    }

    static var allValueStrings: [String] { named.map(\.0) }

    func holds(of assessment: RouteAssessment) -> Bool {
        switch self {
        case .origin(let state): assessment.originState == state
        case .path(let state): assessment.pathState == state
        case .leak: assessment.leak != nil
        case .bogon(let classes): !assessment.bogons.isDisjoint(with: classes)
        }
    }
}
