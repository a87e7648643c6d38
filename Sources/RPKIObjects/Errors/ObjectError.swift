/// The refusal of an object: a code to switch on, the rule that was broken, the place in the object, and what was found
/// there.
public struct ObjectError: Error, Hashable, Sendable {
    public let code: Code
    public let rule: Rule
    /// Octets from the start of the object's file; `nil` where the fault has no place, such as a failed signature.
    public let offset: Int?
    /// The finding and the expected value, in one line of at most 500 characters.
    public let detail: String

    @inline(never)
    public init(_ code: Code, _ rule: Rule, at offset: Int? = nil, _ detail: String) {
        self.code = code
        self.rule = rule
        self.offset = offset
        // A list of what is too much can be as long as the object.
        self.detail = detail.utf8.count <= 500 ? detail : detail.prefix(499) + "…"
    }
}

extension ObjectError: CustomStringConvertible {
    public var description: String {
        let place = offset.map { " at octet \($0)" } ?? ""
        return "\(code.rawValue)\(place): \(detail) (\(rule))"
    }
}
