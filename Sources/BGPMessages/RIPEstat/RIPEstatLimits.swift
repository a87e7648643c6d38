internal import TextFormats

/// The limits of a reader of RIPEstat answers.
public struct RIPEstatLimits: Hashable, Sendable {
    /// Octets of an answer.
    public var answerSize = 536_870_912
    /// Updates of an answer; further ones are left out.
    public var updates = 5_000_000

    public init() {}

    var json: JSONLimits {
        JSONLimits(size: answerSize, token: 1 << 16, depth: 12)
    }
}
