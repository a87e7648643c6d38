/// How many accounts there may be, and what belongs to them.
public struct AccountLimits: Hashable, Sendable {
    /// Accounts of a node.
    public var accounts = 1_000
    /// Sessions of one account; the one that was used the longest ago gives way.
    public var sessionsPerAccount = 20
    /// Browsers of one account that have a count of failed tries of their own; the one that was used the longest ago goes.
    public var devicesPerAccount = 20
    /// One-time links that are valid together.
    public var loginLinks = 100
    /// Seconds for which a one-time link is valid.
    public var linkSeconds = 900
    /// Preferences of one account.
    public var preferences = 100
    /// Octets of one preference.
    public var preferenceOctets = 4_096
    /// Octets of what a browser says that it is.
    public var agentOctets = 200
    /// Passwords that are checked simultaneously, 32 MiB each.
    public var passwordChecks = 2
    /// Logins that wait for one of these places.
    public var passwordsWaiting = 32

    public init() {}
}
