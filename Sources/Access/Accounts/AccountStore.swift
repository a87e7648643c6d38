public import struct FoundationEssentials.Date

/// Where accounts are kept, with their sessions, browsers, links and preferences. Several processes may use it.
///
/// What is written is on the disk when a call returns, and a call that throws has changed nothing.
public protocol AccountStore: Sendable {
    /// A number that is another one after each change of an account or of the list of sessions.
    func version() throws -> Int64

    func accounts() throws -> [Account]
    func account(_ name: AccountName) throws -> Account?
    /// - Returns: Whether it was added: the name was free, and there were fewer than `most`.
    func add(_ account: Account, most: Int) throws -> Bool
    /// Removes the account with all that belongs to it.
    ///
    /// - Returns: Whether there was one.
    func remove(_ name: AccountName) throws -> Bool
    /// Changes roles, password and second factor of the account with this name.
    ///
    /// - Parameter former: The account as it is thought to be; another one is left alone. `nil` for any.
    /// - Returns: Whether it was changed.
    func update(_ account: Account, from former: Account?) throws -> Bool

    func sessions() throws -> [Session]
    /// Adds a session, and ends the one that was used the longest ago where the account has more than `most`.
    ///
    /// - Parameter session: Its ID is not looked at.
    /// - Returns: The session with its ID.
    func add(_ session: Session, most: Int) throws -> Session
    /// - Returns: Whether there was one.
    func endSession(_ id: Int64) throws -> Bool
    /// Ends all sessions of an account, but not `kept`.
    func endSessions(of name: AccountName, except kept: Int64?) throws
    /// Writes down when sessions were used, and removes those that were created or used before the two moments.
    func tidySessions(used: [Int64: Date], createdBefore: Date, usedBefore: Date) throws

    /// Adds a link; expired ones go, and the oldest where there are more than `most`.
    func add(_ link: LoginLink, most: Int) throws
    /// The valid link with this hash, which is used up with that; `nil` where there is none.
    func take(_ hash: SecretHash, at now: Date) throws -> LoginLink?

    /// Adds a browser or notes that it was used again; the oldest go where the account has more than `most`.
    func note(_ device: KnownDevice, most: Int) throws
    func isKnown(_ hash: SecretHash, of name: AccountName) throws -> Bool
    /// Forgets all browsers of an account.
    func forgetDevices(of name: AccountName) throws

    func preferences(of name: AccountName) throws -> [String: String]
    /// The value of one preference for each account that has it.
    func values(of preference: String) throws -> [AccountName: String]
    /// Sets a preference; `nil` removes it.
    ///
    /// - Returns: Whether there was room for it.
    func set(_ preference: String, to value: String?, of name: AccountName, most: Int) throws -> Bool
}
