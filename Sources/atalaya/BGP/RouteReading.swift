internal import BGPMessages

/// Reads route files one after the other.
struct RouteReading: Sendable {
    let files: [String]

    /// How many routes are handed over at once.
    private static let batchSize = 8_192

    /// Puts every route that is announced into `queue`, and says on standard error what could not be read.
    ///
    /// - Returns: Whether all files could be read to their end.
    func run(into queue: RouteQueue) async throws -> Bool {
        var areAllRead = true
        for file in files {
            do {
                guard try await read(file, into: queue) else { return areAllRead }
            } catch let error as RouteReadError {
                // What the reading of octets says names the file itself.
                StandardError.print(error.code == .input ? "atalaya: \(error)" : "atalaya: \(file): \(error)")
                areAllRead = false
            }
        }
        return areAllRead
    }

    /// - Returns: Whether anybody takes more routes.
    private func read(_ file: String, into queue: RouteQueue) async throws -> Bool {
        let chunks = try InputFile.Chunks(file == "-" ? "/dev/stdin" : file)
        var reader = RouteFileReader(chunks: chunks.next)
        var batch = RouteBatch()
        var routes: [CheckedRoute] = []
        routes.reserveCapacity(RouteReading.batchSize + 2_048)
        while try reader.next(into: &batch) {
            for event in batch.events {
                guard case .announce(let attributes) = event.action else { continue }
                routes.append(
                    CheckedRoute(
                        time: event.time, prefix: event.prefix, path: attributes.asPath, peer: event.peer,
                        onlyToCustomer: attributes.onlyToCustomer))
            }
            guard routes.count >= RouteReading.batchSize else { continue }
            guard await queue.put(routes) else { return false }
            routes = []
            routes.reserveCapacity(RouteReading.batchSize + 2_048)
        }
        report(reader.report, of: file)
        return await queue.put(routes)
    }

    /// Says what was left out of a file: the number of faults of each kind, and where the first ones are.
    private func report(_ report: RouteFileReport, of file: String) {
        for (code, count) in report.faults.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            StandardError.print("atalaya: \(file): \(count) times \(code.rawValue)")
        }
        for fault in report.describedFaults.prefix(10) { StandardError.print("atalaya: \(file): \(fault)") }
        if report.skippedOctets > 0 {
            StandardError.print("atalaya: \(file): \(report.skippedOctets) octets belong to no record")
        }
    }
}
