/// Credentials of a request.
public struct Credentials: Hashable, Sendable {
    /// The session that a browser has shown.
    public enum Shown: Hashable, Sendable {
        case open(OpenSession)
        /// One that has ended, or never was.
        case ended
    }

    /// Whether it comes from a program of the same machine, and not through a proxy.
    public var isLoopback: Bool
    /// The text of a token, whether or not it is one.
    public var token: String?
    /// `nil` where none was shown.
    public var session: Shown?

    public init(isLoopback: Bool = false, token: String? = nil, session: Shown? = nil) {
        self.isLoopback = isLoopback
        self.token = token
        self.session = session
    }
}
