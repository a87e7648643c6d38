internal import BGPMessages
internal import NumberResources
internal import Registries
internal import RoutingMetrics
internal import TextFormats

extension ReadinessReport {
    /// A line for each row, after one of names; all fields.
    func writeCSV(into out: inout [UInt8]) {
        let template =
            rowKind == .network
            ? ReadinessField.fields(of: NetworkReadiness(asn: 0), policy, hasRegistry)
            : ReadinessField.fields(of: readiness.summary, rowKind, hasRegistry)
        ReadinessReport.writeLine(template.map(\.column), into: &out)
        for row in rows { ReadinessReport.writeLine(row.map(\.value.plain), into: &out) }
    }

    private static func writeLine(_ fields: [String], into out: inout [UInt8]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { out.append(",") }
            out.append(csvField: field)
        }
        out.append("\n")
    }

    /// Aligned columns for people; under them the incidents, and what the figures are.
    func writeTable(into out: inout [UInt8]) {
        let time = span.map { "\($0.start.iso) to \($0.end.iso)" } ?? "at no known time"
        out.append(text: "Readiness of \(scope.name), \(time)\n\n")
        ReadinessReport.writeColumns([summary], into: &out)
        out.append("\n")
        let rows = rows
        if rows.isEmpty {
            out.append("No network announces a route or has an incident.\n")
        } else {
            ReadinessReport.writeColumns(rows, into: &out)
        }
        writeIncidents(into: &out)
        out.append("\n")
        for formula in formulas {
            out.append(text: "# \(formula.name) (\(formula.source)): \(formula.text)\n")
        }
        out.append("# columns with * are defined by Atalaya\n")
        if inputs.brokenRouteFiles > 0 {
            out.append(
                text:
                    "# \(inputs.brokenRouteFiles) of \(inputs.routeFiles) route files are truncated: the result uses only what could be "
                    + "read\n")
        }
    }

    private static func writeColumns(_ rows: [[ReadinessField]], into out: inout [UInt8]) {
        let shown = rows.map { $0.filter { $0.title != nil } }
        guard let first = shown.first else { return }
        var lines = [first.map { $0.title ?? "" }]
        lines += shown.map { $0.map { if case .none = $0.value { "-" } else { $0.value.plain } } }
        let widths = first.indices.map { column in lines.reduce(0) { max($0, $1[column].count) } }
        let isText = first.map { if case .text = $0.value { true } else { false } }
        for line in lines {
            var text = ""
            for (column, cell) in line.enumerated() {
                let fill = String(repeating: " ", count: widths[column] - cell.count)
                if column > 0 { text += "  " }
                text += isText[column] ? cell + fill : fill + cell
            }
            while text.hasSuffix(" ") { text.removeLast() }
            out.append(text: text + "\n")
        }
    }

    /// The incidents of a network or an economy; of more, how many there are.
    private func writeIncidents(into out: inout [UInt8]) {
        let incidents = readiness.networks.flatMap(\.incidents)
        guard !incidents.isEmpty else { return }
        let shown: ArraySlice<RoutingIncident>
        switch scope {
        case .network, .economy: shown = incidents.prefix(ReadinessReport.shownIncidents)
        case .all, .region: shown = []
        }
        out.append("\n")
        for incident in shown {
            let weight = ReadinessField.Value.number(incident.weight, places: 1).plain
            let note = policy.counts(incident) ? "" : ", does not count"
            out.append(
                text: "\(incident.asn) \(incident.metric.rawValue) weight \(weight): \(incident.start.iso) to "
                    + "\(incident.end.iso)\(incident.isOpen ? ", open" : "")\(note)\n")
            for event in incident.events.prefix(ReadinessReport.shownEvents) { out.append(text: "  \(event.line)\n") }
            if incident.events.count > ReadinessReport.shownEvents {
                out.append(text: "  and \(incident.events.count - ReadinessReport.shownEvents) more events\n")
            }
        }
        if incidents.count > shown.count {
            let more = shown.isEmpty ? "" : " more"
            out.append(text: "\(incidents.count - shown.count)\(more) incidents; --format json lists them\n")
        }
    }

    /// The most incidents that a table shows; JSON has all.
    private static let shownIncidents = 100
    /// The most events of an incident that a table shows; JSON has all.
    private static let shownEvents = 20
}

extension IncidentEvent {
    fileprivate var line: String {
        var parts = ["\(start.iso) to \(end.iso)"]
        if let prefix { parts.append(prefix.description) }
        if let origin { parts.append("origin \(origin)") }
        if let other { parts.append("with \(other)") }
        if isAdministrative { parts.append("administrative") }
        if case .event(let identity) = source { parts.append("event \(identity)") }
        return parts.joined(separator: " ")
    }
}
