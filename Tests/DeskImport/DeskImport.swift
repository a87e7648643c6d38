import ConfigurationKeys
import DeskStore
import Foundation
import Logging
import Node

/// A node that meanwhile imports rows into its `desk.sqlite`, for Scripts/bench-import.py: desk-import CONFIGURATION ROWS
///
/// The import begins when standard input has a line; a line with its seconds follows on standard output. It writes events of
/// alerts by the store's own code, 1,000 to a transaction, on the threads that the node's tasks share.
@main struct DeskImport {
    /// Rows of a transaction.
    private static let batch = 1_000
    /// As many as a node keeps.
    private static let alerts = 100_000
    private static let text = String(repeating: "evidence of a route that was seen ", count: 12)

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let rows = Int(arguments[2]), rows > 0 else {
            report("usage: desk-import CONFIGURATION ROWS")
            exit(2)
        }
        let source = ConfigurationSource<NodeConfiguration>(path: arguments[1])
        let loaded = try source.load()
        let folder = loaded.configuration.state
        let logger = Logger(label: "desk-import") { _ in
            NodeLog(loaded.configuration.log, clock: { Date() }, write: report)
        }
        Thread.detachNewThread {
            guard readLine() != nil else { return }
            Task { await run(rows, folder) }
        }
        try await NodeServices(source: source, loaded: loaded, version: "bench", logger: logger, clock: { Date() })
            .run()
    }

    private static func run(_ rows: Int, _ folder: String) async {
        let start = ContinuousClock.now
        do {
            let desk = try DeskDatabase.open(folder: folder)
            try await write(rows, to: desk.alerts)
            try desk.close()
            FileHandle.standardOutput.write(Data("\((ContinuousClock.now - start) / .seconds(1))\n".utf8))
        } catch {
            report("could not import: \(error)")
            exit(1)
        }
    }

    private static func write(_ count: Int, to store: AlertStore) async throws {
        let date = Date()
        for first in stride(from: 0, to: count, by: batch) {
            try store.record((first..<min(first + batch, count)).map { change($0, date) })
            await Task.yield()
        }
    }

    /// A revision of an alert that has ended: first one of each alert, then the next of each.
    private static func change(_ row: Int, _ date: Date) -> StoredChange {
        let (number, revision) = (row % alerts, row / alerts + 1)
        let alert = StoredAlert(
            id: "import-\(number)", kind: "exact-prefix-origin", state: "ended", severity: 3, peak: 3, raised: date,
            updated: date, ended: date, revision: revision, prefix: "192.0.2.0/24", asn: 64_496,
            summary: "AS64496 originates 192.0.2.0/24, revision \(revision)", text: text,
            event: "{\"id\":\"import-\(number).\(revision)\",\"text\":\"\(text)\(text)\"}")
        return StoredChange(alert: alert, change: "updated", time: date, sinks: [])
    }

    @Sendable private static func report(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
