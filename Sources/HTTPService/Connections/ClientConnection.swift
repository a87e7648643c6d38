internal import NIOCore
internal import Synchronization

/// What the server knows of a connection, on any thread.
package final class ClientConnection: Sendable {
    /// The connection whose request the task answers.
    @TaskLocal static var current: ClientConnection?

    package let client: ClientAddress
    /// Whether it was accepted beyond the limits, and gets an answer from `/health` and `/ready` alone.
    let isSpare: Bool
    private let channel: any Channel
    /// When the last answer ended, in nanoseconds since some moment; 0 while a request is being answered.
    private let idleSince: Atomic<UInt64>
    private let departure = Mutex<(isGone: Bool, waiters: [UInt64: CheckedContinuation<Void, Never>], next: UInt64)>(
        (false, [:], 0))

    init(_ channel: any Channel, client: ClientAddress, isSpare: Bool) {
        self.channel = channel
        self.client = client
        self.isSpare = isSpare
        idleSince = Atomic(NIODeadline.now().uptimeNanoseconds)
    }

    var idle: UInt64? {
        let since = idleSince.load(ordering: .relaxed)
        return since == 0 ? nil : since
    }

    func setIdle(_ isIdle: Bool) {
        idleSince.store(isIdle ? NIODeadline.now().uptimeNanoseconds : 0, ordering: .relaxed)
    }

    func close() {
        channel.close(promise: nil)
    }

    /// Whether the client has closed the connection, or its half of it.
    package var isGone: Bool {
        departure.withLock { $0.isGone }
    }

    /// The client has closed the connection, or its half of it.
    func leave() {
        let waiters = departure.withLock { departure in
            defer { departure.waiters = [:] }
            departure.isGone = true
            return departure.waiters.values
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when the client has closed its half of the connection, or when the task is cancelled.
    package func untilGone() async {
        let id = departure.withLock { departure in
            departure.next += 1
            return departure.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDone = departure.withLock { departure in
                    if departure.isGone || Task.isCancelled { return true }
                    departure.waiters[id] = continuation
                    return false
                }
                if isDone { continuation.resume() }
            }
        } onCancel: {
            departure.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }
}
