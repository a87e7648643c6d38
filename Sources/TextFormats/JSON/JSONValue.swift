/// A value of JSON (RFC 8259) that loses nothing: numbers keep their digits, objects their members and the order of them.
public enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// As it was written.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue {
    /// The value without white space, its members as they are.
    public var text: String {
        var writer = JSONWriter()
        writer.value(self)
        return String(decoding: writer.octets, as: UTF8.self)
    }

    /// The value with the members of all objects in the order of their names; see ``JSONObject/sorted``.
    public var sorted: JSONValue {
        switch self {
        case .null, .boolean, .number, .string: self
        case .array(let elements): .array(elements.map(\.sorted))
        case .object(let object): .object(object.sorted)
        }
    }

    /// The canonical text of RFC 8785; `nil` where a number is too large for a double, which has none.
    public var canonicalText: String? {
        var writer = JSONWriter(.canonical)
        writer.value(self)
        return writer.isCanonical ? String(decoding: writer.octets, as: UTF8.self) : nil
    }

    /// The value of `octets`, with nothing after it.
    package init(_ octets: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        var reader = JSONReader(octets, limits: limits)
        self = try reader.readValue()
        try reader.finish()
    }
}

extension JSONReader {
    /// The value that begins here, whole. Throws `duplicateMember` where an object has a member twice.
    package mutating func readValue() throws(JSONError) -> JSONValue {
        switch try peekKind() {
        case .object: return .object(try readObject())
        case .array:
            var elements: [JSONValue] = []
            try beginArray()
            while try nextElement() { elements.append(try readValue()) }
            return .array(elements)
        case .string:
            try readString()
            return .string(textString)
        case .number:
            _ = try readNumber()
            return .number(textString)
        case .boolean: return .boolean(try readBoolean())
        case .null:
            try readNull()
            return .null
        }
    }

    private mutating func readObject() throws(JSONError) -> JSONObject {
        var members: [JSONObject.Member] = []
        // Names are compared as octets: strings of Swift are the same in other normal forms as well.
        var names: Set<[UInt8]> = []
        try beginObject()
        while try nextMember() {
            guard names.insert(Array(textSlice)).inserted else { throw error(.duplicateMember) }
            let name = textString
            members.append(JSONObject.Member(name, try readValue()))
        }
        return JSONObject(distinct: members)
    }
}
