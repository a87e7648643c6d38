internal import BGPMessages
internal import FoundationEssentials
internal import NumberResources
internal import Registries
internal import RoutingMetrics
internal import TextFormats
internal import ValidatedPayloads

extension ReadinessReport {
    /// One JSON object; rows and incidents a line each.
    func writeJSON(into out: inout [UInt8]) {
        JSONWriter.write(into: &out) { json in
            json.object { json in
                json.breakLine()
                if let span {
                    json.object("period") { json in
                        json.member("from", span.start.iso)
                        json.member("to", span.end.iso)
                    }
                } else {
                    json.member("period", nil as String?)
                }
                json.breakLine()
                json.object("formulas") { json in
                    for formula in formulas {
                        json.breakLine()
                        json.object(formula.name) { json in
                            json.member("by", formula.source)
                            json.member("is", formula.text)
                        }
                    }
                }
                json.breakLine()
                json.object("inputs", writeInputs)
                json.breakLine()
                json.object("summary") { ReadinessReport.write(summary, to: &$0) }
                json.breakLine()
                json.array("rows") { json in
                    for row in rows {
                        json.breakLine()
                        json.object { ReadinessReport.write(row, to: &$0) }
                    }
                }
                json.breakLine()
                json.array("incidents") { json in
                    for incident in readiness.networks.flatMap(\.incidents) {
                        json.breakLine()
                        json.object { write(incident, to: &$0) }
                    }
                }
                json.breakLine()
            }
            json.endLine()
        }
    }

    private static func write(_ fields: [ReadinessField], to json: inout JSONWriter) {
        var group: ReadinessField.Group?
        for field in fields {
            if field.group != group {
                if group != nil { json.endObject() }
                if let next = field.group {
                    json.name(next.rawValue)
                    json.beginObject()
                }
                group = field.group
            }
            switch field.value {
            case .text(let text): json.member(field.name, text)
            case .none: json.member(field.name, .null)
            case .integer(let number): json.member(field.name, number)
            case .boolean(let flag): json.member(field.name, flag)
            case .number: json.member(field.name, .number(field.value.plain))
            }
        }
        if group != nil { json.endObject() }
    }

    private func write(_ incident: RoutingIncident, to json: inout JSONWriter) {
        json.member("asn", incident.asn.description)
        json.member("metric", incident.metric.rawValue)
        json.member("from", incident.start.iso)
        json.member("to", incident.end.iso)
        json.member("open", incident.isOpen)
        json.member("weight", .number(ReadinessField.Value.number(incident.weight, places: 1).plain))
        json.member("counts", policy.counts(incident))
        json.array("events", incident.events) { event, json in
            json.member("from", event.start.iso)
            json.member("to", event.end.iso)
            json.optionalMember("prefix", event.prefix?.description)
            json.optionalMember("origin", event.origin?.description)
            json.optionalMember("other", event.other?.description)
            if event.isAdministrative { json.member("administrative", true) }
            switch event.source {
            case .routes: json.member("source", "routes")
            case .event(let identity):
                json.member("source", "event")
                json.member("event", identity)
            }
        }
    }

    private func writeInputs(to json: inout JSONWriter) {
        json.member("routeFiles", inputs.routeFiles)
        json.member("brokenRouteFiles", inputs.brokenRouteFiles)
        json.member("announcements", inputs.announcements)
        json.member("withdrawals", inputs.withdrawals)
        json.member("announcementsWithoutOrigin", inputs.withoutOrigin)
        json.member("announcementsOfDefaultRoutes", inputs.defaultRoutes)
        json.member("differentRoutes", inputs.differentRoutes)
        json.member("minimumPeers", inputs.minimumPeers)
        json.member("maximumGapHours", .number(ReadinessField.Value.number(inputs.maximumGap, places: 4).shortText))
        json.member("vrps", inputs.payloads.vrps)
        json.member("aspas", inputs.payloads.aspas)
        json.member("payloadsAt", inputs.payloadTime.map { BGPTime($0).iso })
        json.array("delegated", inputs.delegated) { section, json in
            json.member("source", section.source)
            json.member("endDate", section.endDate)
            json.member("records", section.total)
        }
        json.member("routeObjects", inputs.routeObjects)
        json.member("policyObjects", inputs.policyObjects)
        json.array("routeObjectSources", texts: inputs.routeSources ?? [])
        json.member("events", inputs.events)
    }
}
