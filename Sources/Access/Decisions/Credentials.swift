/// Credentials of a request.
public struct Credentials: Hashable, Sendable {
    /// Whether it comes from a program of the same machine, and not through a proxy.
    public var isLoopback: Bool
    /// The text of a token, whether or not it is one.
    public var token: String?

    public init(isLoopback: Bool = false, token: String? = nil) {
        self.isLoopback = isLoopback
        self.token = token
    }
}
