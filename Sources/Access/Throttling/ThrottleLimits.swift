/// How many logins may be tried.
public struct ThrottleLimits: Hashable, Sendable {
    /// Failed tries for one account before its browsers that are not known have to wait.
    public var accountTries = 5
    /// Failed tries from one address (a /64 of IPv6) before it has to wait.
    public var addressTries = 20
    /// Failed tries of one browser that has logged in before.
    public var deviceTries = 10
    /// The longest wait from one try for an account to the next, seconds.
    public var accountWaitSeconds = 300
    /// The longest wait from one try of an address or a known browser to the next, seconds.
    public var addressWaitSeconds = 3_600
    /// Seconds without a failed try after which a count begins again.
    public var forgetSeconds = 86_400
    /// Accounts, addresses and browsers that are counted; of further ones, those with the fewest tries go.
    public var counted = 10_000

    public init() {}
}
