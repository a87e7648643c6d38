internal import RPKIObjects
internal import TextFormats

extension Rejection {
    /// The record as one line of JSON, without its line end:
    /// `{"uri":…,"hash":…,"level":…,"reason":…,"rfc":…,"section":…,"offset":…,"detail":…}`. `hash`, `section` and `offset`
    /// are null where there is none.
    public var json: String {
        let fields: [(String, String)] = [
            ("uri", uri.jsonString),
            ("hash", hash.map { $0.description.jsonString } ?? "null"),
            ("level", level.rawValue.jsonString),
            ("reason", error.code.rawValue.jsonString),
            ("rfc", error.rule.document.jsonString),
            ("section", error.rule.section.isEmpty ? "null" : error.rule.section.jsonString),
            ("offset", error.offset.map(String.init) ?? "null"),
            ("detail", error.detail.jsonString),
        ]
        return "{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }
}

extension String {
    /// The text as a JSON string, in quotes (RFC 8259 section 7).
    package var jsonString: String { JSONText.string(self) }
}
