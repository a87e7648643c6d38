/// A value of JSON (RFC 8259) that loses nothing: numbers keep their digits, objects their members.
public enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// As it was written.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}
