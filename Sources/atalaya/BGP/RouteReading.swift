internal import BGPMessages
internal import FoundationEssentials
internal import LocalFiles

/// Reads route files one after the other.
struct RouteReading: Sendable {
    let files: [String]
    /// The tables of monitored routers that are judged.
    let views: Set<BMPView>

    /// The number of routes in one batch.
    private static let batchSize = 8_192

    /// Puts every route that is announced into `queue`, and says on standard error what could not be read.
    ///
    /// - Returns: Whether all files were there to their end.
    func run(into queue: RouteQueue) async throws -> Bool {
        var areWhole = true
        for file in files {
            do {
                guard let report = try await read(file, into: queue) else { return areWhole }
                for line in report.lines(of: file, named: 10) { StandardError.print(line) }
                areWhole = areWhole && report.isWhole
            } catch let error as RouteReadError {
                // What the reading of octets says names the file itself.
                StandardError.print(error.code == .input ? "atalaya: \(error)" : "atalaya: \(file): \(error)")
                areWhole = false
            }
        }
        return areWhole
    }

    /// - Returns: The report; `nil` if the consumer has stopped.
    private func read(_ file: String, into queue: RouteQueue) async throws -> RouteFileReport? {
        let chunks = try InputFile.chunks(of: file == "-" ? "/dev/stdin" : file)
        var reader = try RouteReader(views: views, now: BGPTime(Date()), chunks: chunks.next)
        var batch = RouteBatch()
        var routes: [CheckedRoute] = []
        while try reader.next(into: &batch) {
            if routes.isEmpty { routes.reserveCapacity(RouteReading.batchSize + 2_048) }
            for event in batch.events {
                guard case .announce(let attributes) = event.action else { continue }
                routes.append(
                    CheckedRoute(
                        time: event.time, prefix: event.prefix, path: attributes.asPath, peer: event.peer,
                        onlyToCustomer: attributes.onlyToCustomer, source: batch.source))
            }
            guard routes.count >= RouteReading.batchSize else { continue }
            guard await queue.put(routes) else { return nil }
            routes = []
        }
        return await queue.put(routes) ? reader.report : nil
    }
}
