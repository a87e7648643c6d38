/// A try to log in, as its throttling sees it.
public struct LoginTry: Hashable, Sendable {
    /// The name that was typed, whether or not there is such an account.
    public let account: String
    /// Whom a count of an address counts, as text.
    public let address: String
    /// The browser, where it has logged in to this account before.
    public let device: SecretHash?

    public init(account: String, address: String, device: SecretHash? = nil) {
        self.account = account
        self.address = address
        self.device = device
    }
}
