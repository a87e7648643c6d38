internal import BGPMessages

/// A regular expression that AS paths are matched against, as text: POSIX extended, and `_` as routers have it.
///
/// Every expression is matched in one pass over a path; one that would be too large is refused.
struct PathPattern {
    private let matcher: PathMatcher

    init(parsing text: String) throws(PathPatternError) {
        guard text.utf8.count <= PathPattern.longest else {
            throw PathPatternError("it is longer than \(PathPattern.longest) octets")
        }
        matcher = PathMatcher(try PathExpression(parsing: text).program(limit: PathPattern.mostSteps))
    }

    func matches(_ path: ASPath) -> Bool {
        matcher.matches(path.description.utf8)
    }

    /// Octets of an expression.
    static let longest = 4_096
    /// Steps that an expression may be made of: a part that is repeated counts as often as it may come.
    static let mostSteps = 2_000
}

/// The reason why an expression is refused.
struct PathPatternError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
