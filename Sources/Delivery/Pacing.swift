/// Rate limit of a recipient: further messages wait and are combined.
public struct Pacing: Hashable, Sendable {
    /// Messages in a period; `nil` for any number.
    public let rate: Int?
    /// Seconds.
    public let period: Double

    public init(rate: Int?, period: Double) {
        self.rate = rate
        self.period = period
    }
}
