internal import Delivery

/// Where alerts are passed on to.
protocol AlertSink: Sendable {
    /// The name of its queue: the same over restarts while it is the same place.
    var name: String { get }
    /// Its name in logs, metrics and the status, without the secret parts of its address.
    var label: String { get }

    /// Passes on one change, or several in one message, and returns when the receiver has them.
    ///
    /// A kill may come before the return is noted: then the same is delivered again, under the same
    /// ``Message/identity``.
    func deliver(_ messages: [Message]) async throws(SinkFailure)
}

extension AlertSink {
    var label: String { name }
}

/// Why a sink did not take what it was given.
struct SinkFailure: Error, Hashable, CustomStringConvertible {
    /// Whether there is no use in trying again.
    let isFinal: Bool
    let description: String

    static func temporary(_ reason: String) -> SinkFailure {
        SinkFailure(isFinal: false, description: reason)
    }

    static func final(_ reason: String) -> SinkFailure {
        SinkFailure(isFinal: true, description: reason)
    }
}
