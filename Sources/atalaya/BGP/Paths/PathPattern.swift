internal import ArgumentParser
internal import BGPMessages

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A regular expression that AS paths are held against, as text: POSIX extended, and `_` as routers have it.
struct PathPattern: ExpressibleByArgument {
    private let expression: Expression

    init?(argument: String) {
        guard argument.utf8.count <= 4_096, let expression = Expression(PathPattern.posix(argument)) else { return nil }
        self.expression = expression
    }

    func matches(_ path: ASPath) -> Bool {
        expression.matches(path.description)
    }

    /// The expression with every `_` outside of brackets replaced by what it stands for.
    private static func posix(_ text: String) -> String {
        var posix = ""
        var isInBrackets = false
        var isEscaped = false
        for character in text {
            switch character {
            case "_" where !isInBrackets && !isEscaped: posix += "(^|[][ ,{}()]|$)"
            default: posix.append(character)
            }
            if !isEscaped {
                if character == "[" { isInBrackets = true }
                if character == "]" { isInBrackets = false }
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return posix
    }
}

/// A compiled expression. The library keeps pointers into it, so that it may not move.
private final class Expression {
    private let compiled: UnsafeMutablePointer<regex_t>

    init?(_ text: String) {
        let compiled = UnsafeMutablePointer<regex_t>.allocate(capacity: 1)
        compiled.initialize(to: regex_t())
        guard regcomp(compiled, text, REG_EXTENDED | REG_NOSUB) == 0 else {
            compiled.deallocate()
            return nil
        }
        self.compiled = compiled
    }

    deinit {
        regfree(compiled)
        compiled.deallocate()
    }

    func matches(_ text: String) -> Bool {
        regexec(compiled, text, 0, nil, 0) == 0
    }
}
