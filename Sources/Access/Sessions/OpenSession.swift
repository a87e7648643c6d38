/// A session whose secret was shown and that has not ended.
public struct OpenSession: Hashable, Sendable {
    public let session: Session
    public let roles: Set<Role>
    /// What the forms of this session have to contain.
    public let formToken: String
    /// The language that the user has chosen; `nil` for none.
    public let language: String?

    public init(_ session: Session, roles: Set<Role>, formToken: String, language: String? = nil) {
        self.session = session
        self.roles = roles
        self.formToken = formToken
        self.language = language
    }

    public var account: AccountName { session.account }

    /// Whether `text` is the token of this session's forms. Takes the same time for every text of the same length.
    public func accepts(formToken text: String) -> Bool {
        guard text.utf8.count == formToken.utf8.count else { return false }
        var difference: UInt8 = 0
        for (octet, other) in zip(text.utf8, formToken.utf8) { difference |= octet ^ other }
        return difference == 0
    }
}
