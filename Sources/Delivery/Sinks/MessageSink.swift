/// A sink that passes messages on to one recipient.
public protocol MessageSink: Sendable {
    /// The name of its queue: the same over restarts while it is the same place.
    var name: String { get }
    /// The name in logs, metrics and the status, where its full place must not be shown.
    var label: String { get }

    /// Passes on one message, or several together, and returns when the receiver has them.
    ///
    /// A kill may come before the return is noted: then the same is delivered again, under the same
    /// ``Message/identity``.
    func deliver(_ messages: [Message]) async throws(SinkFailure)

    /// Closes what it holds open.
    func close() async
}

extension MessageSink {
    public var label: String { name }

    public func close() async {}
}
