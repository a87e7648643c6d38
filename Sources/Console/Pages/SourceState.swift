package import struct FoundationEssentials.Date

/// A source of data, or a receiver of it, and how fresh it is.
package struct SourceState: Sendable {
    package let name: String
    package let kind: StateKind
    /// The state in words.
    package let word: String
    /// When it last gave something.
    package let last: Date?
    /// What is wrong, and what would mend it; verbatim.
    package let detail: String?

    package init(_ name: String, _ kind: StateKind, _ word: String, last: Date?, detail: String? = nil) {
        self.name = name
        self.kind = kind
        self.word = word
        self.last = last
        self.detail = detail
    }
}
