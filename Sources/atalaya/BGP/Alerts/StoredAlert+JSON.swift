internal import FoundationEssentials
internal import RPKIValidation
internal import SecurityEvents
internal import Store

extension StoredAlert {
    /// The alert as one JSON object, with the event that is kept of it.
    var json: String {
        let severities = EventSeverity.allCases.map(\.rawValue)
        var members = [
            ("id", id.jsonString), ("class", kind.jsonString), ("state", state.jsonString),
            ("severity", severities[max(0, min(severity, severities.count - 1))].jsonString),
            ("prefix", prefix?.jsonString ?? "null"), ("asn", asn.map { "\($0)" } ?? "null"),
            ("raised", AlertTime.text(raised).jsonString), ("updated", AlertTime.text(updated).jsonString),
            ("ended", ended.map { AlertTime.text($0).jsonString } ?? "null"), ("revision", "\(revision)"),
            ("summary", summary.jsonString),
        ]
        if let acknowledgement {
            let said = [
                ("time", AlertTime.text(acknowledgement.time).jsonString),
                ("by", acknowledgement.author.jsonString), ("note", acknowledgement.note?.jsonString ?? "null"),
            ]
            members.append(("acknowledged", JSONObject.text(said)))
        }
        members.append(("event", event))
        return JSONObject.text(members)
    }
}

extension AlertRevision {
    var json: String {
        JSONObject.text([
            ("revision", "\(revision)"), ("time", AlertTime.text(time).jsonString), ("change", change.jsonString),
            ("summary", summary.jsonString), ("event", event),
        ])
    }
}

/// Members that are JSON already, as an object.
enum JSONObject {
    static func text(_ members: [(String, String)]) -> String {
        "{" + members.map { "\($0.0.jsonString):\($0.1)" }.joined(separator: ",") + "}"
    }
}
