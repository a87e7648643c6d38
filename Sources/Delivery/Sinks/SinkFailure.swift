/// The reason why a sink did not take a message.
public struct SinkFailure: Error, Hashable, CustomStringConvertible {
    /// True if another attempt has no use.
    public let isFinal: Bool
    public let description: String

    /// The same may work later.
    public static func temporary(_ reason: String) -> SinkFailure {
        SinkFailure(isFinal: false, description: reason)
    }

    /// The recipient will never take it.
    public static func final(_ reason: String) -> SinkFailure {
        SinkFailure(isFinal: true, description: reason)
    }
}
