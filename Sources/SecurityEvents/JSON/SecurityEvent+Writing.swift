internal import NumberResources
internal import TextFormats

extension SecurityEvent {
    /// The version of the JSON that this one writes.
    static let formatVersion = 1

    /// The canonical JSON: one line, members in a fixed order, then those that are not known by name; no line end.
    public func json() -> String {
        JSONWriter.text { json in
            json.member("version", SecurityEvent.formatVersion)
            json.member("id", identity)
            json.member("class", type.incidentClass.rawValue)
            json.member("type", type.rawValue)
            json.optionalMember("identifier", identifier)
            json.array("subjects", subjects) { $0.write(to: &$1) }
            json.optionalMember("occurrence", occurrence)
            json.member("observed", observed.description)
            json.optionalMember("lastObserved", lastObserved?.description)
            json.member("reported", reported.description)
            json.object("source") { source.write(to: &$0) }
            json.member("tlp", tlp.rawValue)
            json.optionalMember("severity", severity?.rawValue)
            json.optionalMember("summary", summary)
            if !evidence.isEmpty { json.array("evidence", evidence) { $0.write(to: &$1) } }
            if !attributes.isEmpty {
                json.object("attributes") { json in
                    for (name, text) in attributes.sorted(by: { $0.key < $1.key }) { json.member(name, text) }
                }
            }
            json.members(unknownMembers)
        }
    }
}

extension EventSubject {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("role", role.rawValue)
        json.member("kind", value.kind)
        json.member("value", value.text)
        if case .device(let device) = value {
            json.optionalMember("vendor", device.vendor)
            json.optionalMember("product", device.product)
            json.optionalMember("version", device.version)
        }
        json.members(unknownMembers)
    }
}

extension EventSubject.Value {
    var kind: String {
        switch self {
        case .address: "address"
        case .prefix: "prefix"
        case .asn: "asn"
        case .domain: "domain"
        case .port: "port"
        case .device: "device"
        }
    }

    /// The value alone: `192.0.2.1`, `AS64496`, `tcp/443`, the name of a device.
    var text: String {
        switch self {
        case .address(let address): address.description
        case .prefix(let prefix): prefix.description
        case .asn(let asn): asn.description
        case .domain(let name): name.description
        case .port(let transport, let number): "\(transport.rawValue)/\(number)"
        case .device(let device): device.name
        }
    }
}

extension EventSource {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("name", name)
        json.member("reliability", reliability.rawValue)
        json.member("credibility", credibility.rawValue)
        json.optionalMember("reference", reference)
        json.members(unknownMembers)
    }
}

extension EventEvidence {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("kind", kind)
        json.member("value", value)
        json.optionalMember("time", time?.description)
        json.optionalMember("origin", origin)
        json.members(unknownMembers)
    }
}
