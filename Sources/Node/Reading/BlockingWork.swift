internal import Dispatch

/// Work for pages that waits for a disk: on threads of its own, so that it holds up nothing else.
enum BlockingWork {
    private static let queue = DispatchQueue(label: "store-reads", attributes: .concurrent)

    static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}
