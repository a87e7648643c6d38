public import RPKIObjects

/// The refusal of an RRDP file: a code to switch on, the rule that was broken, the line, and what was found there.
public struct RRDPError: Error, Hashable, Sendable {
    public let code: Code
    public let rule: Rule
    /// The line of the file, from 1; `nil` where the fault is of the file as a whole.
    public private(set) var line: Int?
    /// The finding and the expected value, in one line of at most 500 characters.
    public let detail: String
    /// The limit that was reached; `nil` for any other fault.
    public private(set) var limit: RepositoryLimit?

    @inline(never)
    public init(_ code: Code, _ rule: Rule, line: Int? = nil, _ detail: String) {
        self.code = code
        self.rule = rule
        self.line = line
        self.detail = detail.utf8.count <= 500 ? detail : detail.prefix(499) + "…"
    }

    /// The error that the limit `name` has been reached.
    @inline(never)
    static func reached(_ code: Code, _ name: RepositoryLimit, _ limit: Int, line: Int? = nil) -> RRDPError {
        var error = RRDPError(
            code, Rule("Docs/Limits.md", ""), line: line, "more than \(limit), the limit \(name.rawValue)")
        error.limit = name
        return error
    }

    /// The error with its place.
    func at(line: Int) -> RRDPError {
        var error = self
        error.line = line
        return error
    }
}

extension RRDPError: CustomStringConvertible {
    public var description: String {
        let place = line.map { " at line \($0)" } ?? ""
        return "\(code.rawValue)\(place): \(detail) (\(rule))"
    }
}

extension RRDPError: LimitReaching {
    package var reachedLimit: RepositoryLimit? { limit }
}

extension Rule {
    static func rfc8182(_ section: String) -> Rule { Rule("RFC 8182", section) }
    static func rfc9674(_ section: String) -> Rule { Rule("RFC 9674", section) }
    static func rfc9697(_ section: String) -> Rule { Rule("RFC 9697", section) }
    static func xml(_ section: String) -> Rule { Rule("XML 1.0", section) }
}
