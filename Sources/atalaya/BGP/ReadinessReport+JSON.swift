internal import BGPMessages
internal import FoundationEssentials
internal import NumberResources
internal import RouteSecurity
internal import TextFormats
internal import ValidatedPayloads

extension ReadinessReport {
    /// One JSON object; rows and incidents a line each.
    func writeJSON(into out: inout [UInt8]) {
        out.append("{\n\"period\":")
        if let span {
            out.append("{\"from\":")
            out.append(jsonString: span.start.iso)
            out.append(",\"to\":")
            out.append(jsonString: span.end.iso)
            out.append("}")
        } else {
            out.append("null")
        }
        out.append(",\n\"formulas\":{")
        for (index, formula) in formulas.enumerated() {
            if index > 0 { out.append(",") }
            out.append("\n")
            out.append(jsonString: formula.name)
            out.append(":{\"by\":")
            out.append(jsonString: formula.source)
            out.append(",\"is\":")
            out.append(jsonString: formula.text)
            out.append("}")
        }
        out.append("},\n\"inputs\":")
        writeInputs(into: &out)
        out.append(",\n\"summary\":")
        ReadinessReport.write(summary, into: &out)
        out.append(",\n\"rows\":[")
        for (index, row) in rows.enumerated() {
            out.append(index > 0 ? ",\n" : "\n")
            ReadinessReport.write(row, into: &out)
        }
        out.append("],\n\"incidents\":[")
        var isFirst = true
        for network in readiness.networks {
            for incident in network.incidents {
                out.append(isFirst ? "\n" : ",\n")
                isFirst = false
                write(incident, into: &out)
            }
        }
        out.append("]\n}\n")
    }

    private static func write(_ fields: [ReadinessField], into out: inout [UInt8]) {
        var group: ReadinessField.Group?
        out.append("{")
        for (index, field) in fields.enumerated() {
            if field.group != group {
                if group != nil { out.append("}") }
                if index > 0 { out.append(",") }
                if let next = field.group {
                    out.append(jsonString: next.rawValue)
                    out.append(":{")
                }
                group = field.group
            } else if index > 0 {
                out.append(",")
            }
            out.append(jsonString: field.name)
            out.append(":")
            switch field.value {
            case .text(let text): out.append(jsonString: text)
            case .none: out.append("null")
            case .integer, .number, .boolean: out.append(text: field.value.plain)
            }
        }
        if group != nil { out.append("}") }
        out.append("}")
    }

    private func write(_ incident: RoutingIncident, into out: inout [UInt8]) {
        out.append("{\"asn\":")
        out.append(jsonString: incident.asn.description)
        out.append(",\"metric\":")
        out.append(jsonString: incident.metric.rawValue)
        out.append(",\"from\":")
        out.append(jsonString: incident.start.iso)
        out.append(",\"to\":")
        out.append(jsonString: incident.end.iso)
        out.append(incident.isOpen ? ",\"open\":true" : ",\"open\":false")
        out.append(",\"weight\":")
        out.append(text: ReadinessField.Value.number(incident.weight, places: 1).plain)
        out.append(policy.counts(incident) ? ",\"counts\":true" : ",\"counts\":false")
        out.append(",\"events\":[")
        for (index, event) in incident.events.enumerated() {
            if index > 0 { out.append(",") }
            write(event, into: &out)
        }
        out.append("]}")
    }

    private func write(_ event: IncidentEvent, into out: inout [UInt8]) {
        out.append("{\"from\":")
        out.append(jsonString: event.start.iso)
        out.append(",\"to\":")
        out.append(jsonString: event.end.iso)
        if let prefix = event.prefix {
            out.append(",\"prefix\":")
            out.append(jsonString: prefix.description)
        }
        if let origin = event.origin {
            out.append(",\"origin\":")
            out.append(jsonString: origin.description)
        }
        if let other = event.other {
            out.append(",\"other\":")
            out.append(jsonString: other.description)
        }
        if event.isAdministrative { out.append(",\"administrative\":true") }
        switch event.source {
        case .routes: out.append(",\"source\":\"routes\"")
        case .event(let identity):
            out.append(",\"source\":\"event\",\"event\":")
            out.append(jsonString: identity)
        }
        out.append("}")
    }

    private func writeInputs(into out: inout [UInt8]) {
        func member(_ name: StaticString, _ value: Int?) {
            out.append(",\"")
            out.append(name)
            out.append("\":")
            if let value { out.append(decimal: value) } else { out.append("null") }
        }
        out.append("{\"routeFiles\":")
        out.append(decimal: inputs.routeFiles)
        member("brokenRouteFiles", inputs.brokenRouteFiles)
        member("announcements", inputs.announcements)
        member("withdrawals", inputs.withdrawals)
        member("announcementsWithoutOrigin", inputs.withoutOrigin)
        member("announcementsOfDefaultRoutes", inputs.defaultRoutes)
        member("differentRoutes", inputs.differentRoutes)
        member("minimumPeers", inputs.minimumPeers)
        out.append(",\"maximumGapHours\":")
        out.append(text: ReadinessField.Value.number(inputs.maximumGap, places: 4).shortText)
        member("vrps", inputs.payloads.vrps)
        member("aspas", inputs.payloads.aspas)
        out.append(",\"payloadsAt\":")
        if let time = inputs.payloadTime { out.append(jsonString: BGPTime(time).iso) } else { out.append("null") }
        out.append(",\"delegated\":[")
        for (index, section) in inputs.delegated.enumerated() {
            if index > 0 { out.append(",") }
            out.append("{\"source\":")
            out.append(jsonString: section.source)
            out.append(",\"endDate\":")
            if let date = section.endDate { out.append(decimal: date) } else { out.append("null") }
            out.append(",\"records\":")
            out.append(decimal: section.total)
            out.append("}")
        }
        out.append("]")
        member("routeObjects", inputs.routeObjects)
        member("policyObjects", inputs.policyObjects)
        out.append(",\"routeObjectSources\":[")
        for (index, source) in (inputs.routeSources ?? []).enumerated() {
            if index > 0 { out.append(",") }
            out.append(jsonString: source)
        }
        out.append("]")
        member("events", inputs.events)
        out.append("}")
    }
}
