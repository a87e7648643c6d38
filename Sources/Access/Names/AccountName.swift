/// The name of an account: 1 to 64 lower-case letters of ASCII, digits, and `.`, `-`, `_`, `@` after the first.
public struct AccountName: Hashable, Sendable, CustomStringConvertible, Comparable {
    public let text: String

    /// `nil` where `text` cannot be a name. Capital letters are taken as small ones.
    public init?(_ text: String) {
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let small = text.lowercased()
        func isPlain(_ octet: UInt8) -> Bool { (0x61...0x7a).contains(octet) || (0x30...0x39).contains(octet) }
        guard let first = small.utf8.first, isPlain(first),
            small.utf8.allSatisfy({ isPlain($0) || ".-_@".utf8.contains($0) })
        else { return nil }
        self.text = small
    }

    public var description: String { text }

    public static func < (left: AccountName, right: AccountName) -> Bool { left.text < right.text }
}
