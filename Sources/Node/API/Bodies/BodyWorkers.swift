internal import NIOPosix

/// Where bodies are encoded and compressed: threads apart from those that answer short questions.
struct BodyWorkers: Sendable {
    private let pool = NIOThreadPool.singleton

    /// What `work` gives; `nil` when the program is ending.
    func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result? {
        try? await pool.runIfActive(work)
    }
}
