internal import BGPMessages
internal import LocalFiles

/// Reads a file of routes on a thread of its own, since a file can be large, or a pipe without a writer.
actor RouteFileSource {
    private let executor = QueueExecutor(label: "route file")
    private let path: String
    private let attempt: FileAttempt
    private var reader: RouteReader?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ path: String, _ attempt: FileAttempt) {
        self.path = path
        self.attempt = attempt
    }

    /// Opens the file and looks what it is.
    func open(now: BGPTime) throws {
        reader = try attempt.step {
            let chunks = try FileChunks(path)
            return try RouteReader(views: [.prePolicy, .postPolicy, .locRIB], now: now, chunks: chunks.next)
        }
    }

    /// The next routes; `nil` at the end.
    func next() throws(RouteReadError) -> RouteBatch? {
        try attempt.step { () throws(RouteReadError) -> RouteBatch? in
            var batch = RouteBatch()
            return try reader?.next(into: &batch) ?? false ? batch : nil
        }
    }

    /// The findings so far.
    var report: RouteFileReport { reader?.report ?? RouteFileReport() }
}
