import NumberResources

extension SecurityEvent {
    /// The version of the JSON that this one writes.
    static let formatVersion = 1

    /// The canonical JSON: one line, members in a fixed order, then those that are not known by name; no line end.
    public func json() -> String {
        var bytes: [UInt8] = []
        object.finish(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private var object: JSONObjectWriter {
        var object = JSONObjectWriter()
        object.add("version", .number(String(SecurityEvent.formatVersion)))
        object.add("id", identity)
        object.add("class", type.incidentClass.rawValue)
        object.add("type", type.rawValue)
        object.add("identifier", identifier)
        object.add("subjects", subjects.map(\.object))
        object.add("occurrence", occurrence)
        object.add("observed", observed.description)
        object.add("lastObserved", lastObserved?.description)
        object.add("reported", reported.description)
        object.add("source", source.object)
        object.add("tlp", tlp.rawValue)
        object.add("severity", severity?.rawValue)
        object.add("summary", summary)
        if !evidence.isEmpty { object.add("evidence", evidence.map(\.object)) }
        if !attributes.isEmpty { object.add("attributes", .object(attributes.mapValues(JSONValue.string))) }
        object.add(unknownMembers)
        return object
    }
}

extension EventSubject {
    fileprivate var object: JSONObjectWriter {
        var object = JSONObjectWriter()
        object.add("role", role.rawValue)
        object.add("kind", value.kind)
        object.add("value", value.text)
        if case .device(let device) = value {
            object.add("vendor", device.vendor)
            object.add("product", device.product)
            object.add("version", device.version)
        }
        object.add(unknownMembers)
        return object
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
    fileprivate var object: JSONObjectWriter {
        var object = JSONObjectWriter()
        object.add("name", name)
        object.add("reliability", reliability.rawValue)
        object.add("credibility", .number(String(credibility.rawValue)))
        object.add("reference", reference)
        object.add(unknownMembers)
        return object
    }
}

extension EventEvidence {
    fileprivate var object: JSONObjectWriter {
        var object = JSONObjectWriter()
        object.add("kind", kind)
        object.add("value", value)
        object.add("time", time?.description)
        object.add("origin", origin)
        object.add(unknownMembers)
        return object
    }
}
