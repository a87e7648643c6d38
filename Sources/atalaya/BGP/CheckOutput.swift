internal import BGPMessages
internal import NumberResources
internal import Registries
internal import RouteSecurity
internal import TextFormats
internal import ValidatedPayloads

/// Writes what is said of routes, or sums it up and writes that.
struct CheckOutput {
    private let format: CheckFormat
    private let kind: SummaryKind?
    private var summary: ValiditySummary
    private var buffer: [UInt8] = []
    private(set) var hasInvalid = false
    /// The pair that was looked at last: neighbours in a table have the same one, one after the other.
    private var covering: (pair: RouteChecker.Pair, validity: RouteOriginValidity)?

    private static let bufferSize = 1 << 16

    init(format: CheckFormat, summary kind: SummaryKind?, delegated: DelegatedStatistics) {
        self.format = format
        self.kind = kind
        let grouping: ValiditySummary.Grouping =
            switch kind {
            case .asn: .asn
            case .economy: .economy(delegated)
            case .total, nil: .total
            }
        summary = ValiditySummary(grouping)
    }

    /// Writes the text before the first route.
    mutating func begin() throws {
        if kind != nil { return }
        switch format {
        case .table: buffer.append(RouteRow.tableHead)
        case .csv: buffer.append(RouteRow.csvHead)
        case .json: break
        }
    }

    mutating func add(_ route: CheckedRoute, _ result: RouteChecker.Result, _ checker: RouteChecker) throws {
        if result.assessment.isInvalid { hasInvalid = true }
        if kind != nil { return summary.count(result) }
        let row = RouteRow(
            route: route, assessment: result.assessment, covering: covering(route, result.assessment, checker),
            path: explanation(route, result.assessment, checker))
        switch format {
        case .table: row.writeTable(into: &buffer)
        case .csv: row.writeCSV(into: &buffer)
        case .json: row.writeJSON(into: &buffer)
        }
        if buffer.count >= CheckOutput.bufferSize { try flush() }
    }

    /// Writes what stands after the last route.
    mutating func end() throws {
        if let kind {
            switch format {
            case .table: summary.writeTable(isGrouped: kind != .total, into: &buffer)
            case .csv: summary.writeCSV(isGrouped: kind != .total, into: &buffer)
            case .json: summary.writeJSON(isGrouped: kind != .total, into: &buffer)
            }
        }
        try flush()
    }

    private mutating func flush() throws {
        try StandardOutput.write(buffer.span)
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func covering(
        _ route: CheckedRoute, _ assessment: RouteAssessment, _ checker: RouteChecker
    ) -> RouteOriginValidity {
        if assessment.originState == .notFound { return RouteOriginValidity() }
        let pair = RouteChecker.Pair(prefix: route.prefix, origin: assessment.origin)
        if let covering, covering.pair == pair { return covering.validity }
        let validity = checker.validator.origins.validity(of: pair.prefix, origin: pair.origin)
        covering = (pair, validity)
        return validity
    }

    /// The reason why a path is not valid; `nil` if there is nothing to explain.
    private func explanation(
        _ route: CheckedRoute, _ assessment: RouteAssessment, _ checker: RouteChecker
    ) -> PathValidity? {
        guard let state = assessment.pathState, state == .invalid || format == .json,
            let role = checker.roles.role(of: route.peer)
        else { return nil }
        return checker.validator.paths.validity(of: route.path, from: route.peer.asn, role: role)
    }
}
