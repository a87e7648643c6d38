internal import TextFormats

/// Which passwords are taken.
public struct PasswordRules: Hashable, Sendable {
    /// Characters that a password has at least.
    public var leastCharacters = 12
    /// Octets that it has at most, in UTF-8.
    public var mostOctets = 1_024

    /// Why a password is not taken.
    public enum Fault: Error, Hashable, Sendable {
        case tooShort(least: Int)
        case tooLong(octets: Int)
        /// It has a character that cannot be seen, such as a tabulator.
        case unprintable
        /// It is one character or a few that repeat, or the name of its account.
        case obvious
    }

    public init() {}

    /// - Parameter name: Of the account.
    public func check(_ password: String, of name: AccountName) throws(Fault) {
        guard password.utf8.count <= mostOctets else { throw .tooLong(octets: mostOctets) }
        guard password.unicodeScalars.count >= leastCharacters else { throw .tooShort(least: leastCharacters) }
        guard !password.unicodeScalars.contains(where: \.isUnprintable) else { throw .unprintable }
        let isName = password.lowercased() == name.text || password.lowercased() == name.text + name.text
        guard Set(password.unicodeScalars).count > 3, !isName else { throw .obvious }
    }
}

extension PasswordRules.Fault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooShort(let least): "a password has at least \(least) characters"
        case .tooLong(let octets): "a password has at most \(octets) octets"
        case .unprintable: "a password has no control characters and no line breaks"
        case .obvious: "this password is easy to guess: a few characters that repeat, or the name of the account"
        }
    }
}
