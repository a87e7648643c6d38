/// How long sessions last.
public struct SessionTimes: Hashable, Sendable {
    /// Seconds from the login to the end of its session.
    public var seconds: Double
    /// Seconds without a request after which a session ends.
    public var idleSeconds: Double

    public init(seconds: Double = 43_200, idleSeconds: Double = 3_600) {
        self.seconds = seconds
        self.idleSeconds = idleSeconds
    }
}
