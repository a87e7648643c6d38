internal import DeskStore
internal import SecurityEvents
internal import TextFormats

extension StoredAlert {
    /// The alert as one JSON object, with the event that is kept of it.
    var json: String {
        JSONWriter.text(writeMembers)
    }

    /// Writes the members of the object.
    func writeMembers(to json: inout JSONWriter) {
        let severities = EventSeverity.allCases.map(\.rawValue)
        json.member("id", id)
        json.member("class", kind)
        json.member("state", state)
        json.member("severity", severities[max(0, min(severity, severities.count - 1))])
        json.member("prefix", prefix)
        json.member("asn", asn)
        json.member("raised", raised)
        json.member("updated", updated)
        json.member("ended", ended)
        json.member("revision", revision)
        json.member("summary", summary)
        if let acknowledgement {
            json.object("acknowledged") { json in
                json.member("time", acknowledgement.time)
                json.member("by", acknowledgement.author)
                json.member("note", acknowledgement.note)
            }
        }
        json.name("event")
        json.json(event)
    }
}

extension AlertRevision {
    /// Writes the members of the object.
    func writeMembers(to json: inout JSONWriter) {
        json.member("revision", revision)
        json.member("time", time)
        json.member("change", change)
        json.member("summary", summary)
        json.name("event")
        json.json(event)
    }
}
