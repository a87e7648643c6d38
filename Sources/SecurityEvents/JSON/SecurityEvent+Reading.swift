internal import NumberResources
internal import TextFormats

extension SecurityEvent {
    /// The event in `text`, one JSON object.
    public init(json text: String, limits: SecurityEventLimits = SecurityEventLimits()) throws(SecurityEventError) {
        try self.init(json: Array(text.utf8), limits: limits)
    }

    /// The same from octets, which have to be UTF-8.
    public init(json octets: [UInt8], limits: SecurityEventLimits = SecurityEventLimits()) throws(SecurityEventError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(
                octets, limits: JSONLimits(size: limits.eventSize, token: limits.textOctets, depth: limits.eventDepth))
        } catch {
            throw SecurityEventError(error, limits)
        }
        try self.init(value, limits: limits)
    }

    private init(_ value: JSONValue, limits: SecurityEventLimits) throws(SecurityEventError) {
        var members = try EventMembers(value, at: "", limits: limits)
        guard let version = try members.takeInteger("version") else {
            throw SecurityEventError(.missing, at: "version", "“version” is missing")
        }
        guard version == SecurityEvent.formatVersion else {
            throw SecurityEventError(
                .version, at: "version", "version \(version) is not \(SecurityEvent.formatVersion)")
        }
        let id = try members.takeText("id")
        let className = try members.requireText("class")
        let typeName = try members.requireText("type")
        guard let type = IncidentType(class: className, type: typeName) else {
            let isClass = IncidentClass(rawValue: className) != nil
            throw SecurityEventError(
                .value, at: isClass ? "type" : "class",
                "“\(className.prefix(40))/\(typeName.prefix(40))” is not in the taxonomy (RSIT 1003)")
        }
        let identifier = try members.takeText("identifier")
        var subjects: [EventSubject] = []
        for (value, path) in try members.takeArray("subjects", limit: limits.subjects, named: "subjects") {
            subjects.append(try EventSubject(EventMembers(value, at: path, limits: limits)))
        }
        let occurrence = try members.takeText("occurrence")
        let observed = try members.requireTime("observed")
        let lastObserved = try members.takeTime("lastObserved")
        if let lastObserved, lastObserved < observed {
            throw SecurityEventError(.value, at: "lastObserved", "lastObserved is before observed")
        }
        let reported = try members.requireTime("reported")
        guard let source = members.take("source") else {
            throw SecurityEventError(.missing, at: "source", "“source” is missing")
        }
        self.init(
            type, identifier: identifier, subjects: subjects, occurrence: occurrence,
            source: try EventSource(EventMembers(source, at: "source", limits: limits)),
            tlp: try members.requireWord("tlp", TrafficLight.self), observed: observed, lastObserved: lastObserved,
            reported: reported, severity: try members.takeWord("severity", EventSeverity.self),
            summary: try members.takeText("summary"))
        for (value, path) in try members.takeArray("evidence", limit: limits.evidence, named: "evidence") {
            evidence.append(try EventEvidence(EventMembers(value, at: path, limits: limits)))
        }
        attributes = try SecurityEvent.attributes(&members)
        unknownMembers = try members.unknown()
        if let id, id != identity {
            throw SecurityEventError(.identity, at: "id", "the content is that of \(identity)")
        }
    }

    private static func attributes(_ members: inout EventMembers) throws(SecurityEventError) -> [String: String] {
        guard let value = members.take("attributes") else { return [:] }
        let free = try EventMembers(value, at: "attributes", limits: members.limits)
        guard free.rest.count <= members.limits.attributes else {
            throw SecurityEventError(
                .limit, at: "attributes", "more than \(members.limits.attributes) attributes (attributes)")
        }
        var attributes: [String: String] = [:]
        for member in free.rest.members {
            guard case .string(let text) = member.value else {
                throw SecurityEventError(.kind, at: free.place(member.name), "a text was expected")
            }
            guard attributes.updateValue(text, forKey: member.name) == nil else {
                throw SecurityEventError(.value, at: free.place(member.name), "occurs twice, in two normal forms")
            }
        }
        return attributes
    }
}

extension EventSubject {
    fileprivate init(_ members: EventMembers) throws(SecurityEventError) {
        var members = members
        let role = try members.requireWord("role", Role.self)
        let kind = try members.requireText("kind")
        let text = try members.requireName("value")
        guard let value = try EventSubject.value(kind, text, &members) else {
            throw SecurityEventError(.value, at: members.place("value"), "“\(text.prefix(64))” is not a valid \(kind)")
        }
        self.init(value, role)
        unknownMembers = try members.unknown()
    }

    private static func value(
        _ kind: String, _ text: String, _ members: inout EventMembers
    ) throws(SecurityEventError) -> Value? {
        switch kind {
        case "address": return IPAddress(text).map(Value.address)
        case "prefix": return IPPrefix(text).map(Value.prefix)
        case "asn": return ASN(text).map(Value.asn)
        case "domain": return DomainName(text).map(Value.domain)
        case "port":
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let transport = Transport(rawValue: String(parts[0])),
                let number = UInt16(parts[1]), String(number) == parts[1]
            else { return nil }
            return .port(transport, number)
        case "device":
            return .device(
                Device(
                    name: text, vendor: try members.takeText("vendor"), product: try members.takeText("product"),
                    version: try members.takeText("version")))
        default:
            throw SecurityEventError(.value, at: members.place("kind"), "“\(kind.prefix(40))” is not a kind of subject")
        }
    }
}

extension EventSource {
    fileprivate init(_ members: EventMembers) throws(SecurityEventError) {
        var members = members
        let name = try members.requireName("name")
        let reliability = try members.requireWord("reliability", Reliability.self)
        guard let number = try members.takeInteger("credibility") else {
            throw SecurityEventError(.missing, at: members.place("credibility"), "“credibility” is missing")
        }
        guard let credibility = Credibility(rawValue: number) else {
            throw SecurityEventError(.value, at: members.place("credibility"), "credibility must be from 1 to 6")
        }
        self.init(
            name: name, reliability: reliability, credibility: credibility,
            reference: try members.takeText("reference"))
        unknownMembers = try members.unknown()
    }
}

extension EventEvidence {
    fileprivate init(_ members: EventMembers) throws(SecurityEventError) {
        var members = members
        self.init(
            kind: try members.requireName("kind"), value: try members.requireText("value"),
            time: try members.takeTime("time"), origin: try members.takeText("origin"))
        unknownMembers = try members.unknown()
    }
}
