internal import BGPMessages
internal import NumberResources
internal import RouteSecurity
internal import ValidatedPayloads

/// Writes what is said of routes, or sums it up and writes that.
struct CheckOutput {
    private let format: CheckFormat
    private let kind: SummaryKind?
    private var summary: ValiditySummary
    private var buffer: [UInt8] = []
    private var count = 0
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

    /// Writes what stands before the first route.
    mutating func begin() throws {
        if kind != nil { return }
        switch format {
        case .table: buffer.append(RouteRow.tableHead)
        case .csv: buffer.append(RouteRow.csvHead)
        case .json: buffer.append("{\"routes\":[")
        }
    }

    mutating func add(_ route: CheckedRoute, _ result: RouteChecker.Result, _ checker: RouteChecker) throws {
        if result.assessment.isInvalid { hasInvalid = true }
        if kind != nil || format == .json { summary.count(result) }
        if kind != nil { return }
        let row = RouteRow(
            route: route, assessment: result.assessment, covering: covering(route, result.assessment, checker),
            path: explanation(route, result.assessment, checker))
        switch format {
        case .table: row.writeTable(into: &buffer)
        case .csv: row.writeCSV(into: &buffer)
        case .json:
            buffer.append(count == 0 ? "\n" : ",\n")
            row.writeJSON(into: &buffer)
        }
        count += 1
        if buffer.count >= CheckOutput.bufferSize { try flush() }
    }

    /// Writes what stands after the last route.
    mutating func end() throws {
        switch (kind, format) {
        case (nil, .json):
            buffer.append("\n],\"summary\":")
            summary.total.writeJSON(into: &buffer)
            buffer.append("}\n")
        case (nil, _): break
        case (_?, .table): summary.writeTable(isGrouped: kind != .total, into: &buffer)
        case (_?, .csv): summary.writeCSV(isGrouped: kind != .total, into: &buffer)
        case (_?, .json): summary.writeJSON(isGrouped: kind != .total, into: &buffer)
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

    /// Why a path is not valid; `nil` where there is nothing to explain.
    private func explanation(
        _ route: CheckedRoute, _ assessment: RouteAssessment, _ checker: RouteChecker
    ) -> PathValidity? {
        guard let state = assessment.pathState, state == .invalid || format == .json,
            let role = checker.roles.role(of: route.peer)
        else { return nil }
        return checker.validator.paths.validity(of: route.path, from: route.peer.asn, role: role)
    }
}
