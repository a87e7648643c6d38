internal import TextFormats

/// The members of one object of an event, taken out one by one with their checks; what is left is not known.
struct EventMembers {
    private(set) var rest: JSONObject
    let path: String
    let limits: SecurityEventLimits

    init(_ value: JSONValue, at path: String, limits: SecurityEventLimits) throws(SecurityEventError) {
        guard case .object(let members) = value else {
            throw SecurityEventError(.kind, at: path, "an object was expected")
        }
        rest = members
        self.path = path
        self.limits = limits
    }

    func place(_ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }

    mutating func take(_ name: String) -> JSONValue? {
        rest.remove(name)
    }

    mutating func takeText(_ name: String) throws(SecurityEventError) -> String? {
        guard let value = take(name) else { return nil }
        guard case .string(let text) = value else {
            throw SecurityEventError(.kind, at: place(name), "a text was expected")
        }
        return text
    }

    mutating func requireText(_ name: String) throws(SecurityEventError) -> String {
        guard let text = try takeText(name) else {
            throw SecurityEventError(.missing, at: place(name), "“\(name)” is missing")
        }
        return text
    }

    /// A text that is not empty.
    mutating func requireName(_ name: String) throws(SecurityEventError) -> String {
        let text = try requireText(name)
        if text.isEmpty { throw SecurityEventError(.value, at: place(name), "“\(name)” is empty") }
        return text
    }

    mutating func takeTime(_ name: String) throws(SecurityEventError) -> EventTime? {
        guard let text = try takeText(name) else { return nil }
        guard let time = EventTime(text) else {
            throw SecurityEventError(
                .value, at: place(name), "“\(text.prefix(40))” is not an RFC 3339 time with at most six decimals")
        }
        return time
    }

    mutating func requireTime(_ name: String) throws(SecurityEventError) -> EventTime {
        guard let time = try takeTime(name) else {
            throw SecurityEventError(.missing, at: place(name), "“\(name)” is missing")
        }
        return time
    }

    mutating func takeInteger(_ name: String) throws(SecurityEventError) -> Int? {
        guard let value = take(name) else { return nil }
        guard case .number(let digits) = value, let number = Int(digits) else {
            throw SecurityEventError(.kind, at: place(name), "a whole number was expected")
        }
        return number
    }

    mutating func takeWord<Word: RawRepresentable<String>>(
        _ name: String, _ type: Word.Type
    ) throws(SecurityEventError) -> Word? {
        guard let text = try takeText(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            throw SecurityEventError(.value, at: place(name), "“\(text.prefix(40))” is not a valid \(name)")
        }
        return word
    }

    mutating func requireWord<Word: RawRepresentable<String>>(
        _ name: String, _ type: Word.Type
    ) throws(SecurityEventError) -> Word {
        guard let word = try takeWord(name, type) else {
            throw SecurityEventError(.missing, at: place(name), "“\(name)” is missing")
        }
        return word
    }

    /// The elements of an array, each with its place; none where it is absent.
    mutating func takeArray(
        _ name: String, limit: Int, named limitName: String
    ) throws(SecurityEventError) -> [(value: JSONValue, path: String)] {
        guard let value = take(name) else { return [] }
        guard case .array(let elements) = value else {
            throw SecurityEventError(.kind, at: place(name), "an array was expected")
        }
        guard elements.count <= limit else {
            throw SecurityEventError(.limit, at: place(name), "more than \(limit) elements (\(limitName))")
        }
        return elements.enumerated().map { ($0.element, "\(place(name))[\($0.offset)]") }
    }

    /// The remaining members, which are not known, by name.
    func unknown() throws(SecurityEventError) -> JSONObject {
        guard rest.count <= limits.attributes else {
            throw SecurityEventError(
                .limit, at: path, "more than \(limits.attributes) unknown members (attributes)")
        }
        return rest.sorted
    }
}
