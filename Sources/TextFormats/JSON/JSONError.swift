/// The reason why a text is not the expected JSON, and the place.
package struct JSONError: Error, Hashable, Sendable {
    package enum Code: String, Hashable, Sendable {
        /// The text ends inside a value.
        case unexpectedEnd
        /// This octet is not allowed here (RFC 8259 section 2).
        case unexpectedByte
        /// A control character in a string is not escaped (section 7).
        case controlCharacter
        /// A backslash that does not begin a valid escape, or half a surrogate pair (section 7).
        case invalidEscape
        /// A string is not UTF-8 (section 8.1).
        case invalidUTF8
        /// A number that is not of the grammar (section 6).
        case invalidNumber
        /// A word other than `true`, `false` and `null` (section 3).
        case invalidLiteral
        /// An object has a member twice (section 4).
        case duplicateMember
        /// Another kind of value was expected.
        case unexpectedKind
        /// Something follows the value.
        case trailingData
        /// Containers are nested more deeply than allowed.
        case depthLimit
        /// A string or number is longer than allowed.
        case tokenLimit
        /// The text is longer than allowed.
        case sizeLimit
        /// The text could not be read.
        case inputFailed
    }

    package let code: Code
    /// The octet at which it shows, counted from 0.
    package let offset: Int
    /// The line at which it shows, counted from 1.
    package let line: Int

    @inline(never)
    init(_ code: Code, offset: Int, line: Int) {
        self.code = code
        self.offset = offset
        self.line = line
    }
}
