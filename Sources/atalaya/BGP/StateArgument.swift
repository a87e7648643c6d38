internal import ArgumentParser
internal import RouteSecurity
internal import ValidatedPayloads

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
