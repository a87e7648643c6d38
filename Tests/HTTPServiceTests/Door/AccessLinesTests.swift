import Access
import FoundationEssentials
import Logging
import SecurityEvents
import Synchronization
import Testing

@testable import HTTPService

/// The lines about access in the log.
@Suite struct AccessLinesTests {
    private final class Lines: Sendable {
        let kept = Mutex<[String]>([])
    }

    private struct Handler: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        init(_ lines: Lines) {
            self.lines = lines
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let details = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.kept.withLock { $0.append("\(event.level) \(event.message) \(details.joined(separator: " "))") }
        }
    }

    private func record(
        _ seconds: Double, _ client: String, _ refusal: AccessDecision.Refusal? = .noCredentials
    ) -> AccessRecord {
        AccessRecord(
            time: TestServer.now.addingTimeInterval(seconds), client: client, question: TestServer.question,
            decision: AccessDecision(refusal == nil ? .loopback : .anyone, refusal: refusal))
    }

    @Test func equalDecisionsOfAnHourAreOneLine() {
        let lines = Lines()
        let log = AccessLines(Logger(label: "test") { _ in Handler(lines) }, limit: 10)
        for second in 0..<3_600 { log.append(record(Double(second), "192.0.2.1")) }
        log.append(record(10, "127.0.0.1", nil))
        log.append(record(3_600, "192.0.2.1"))
        #expect(
            lines.kept.withLock { $0 } == [
                "notice access refused action=read secrets client=192.0.2.1 principal=anyone reason=no-credentials",
                "info access granted action=read secrets client=127.0.0.1 principal=loopback",
                "notice access refused action=read secrets client=192.0.2.1 principal=anyone reason=no-credentials "
                    + "repeated=3599",
            ])
    }

    @Test func manyClientsDoNotFillTheLog() {
        let lines = Lines()
        let log = AccessLines(Logger(label: "test") { _ in Handler(lines) }, limit: 10)
        for client in 0..<1_000 { log.append(record(0, "192.0.2.\(client)")) }
        #expect(lines.kept.withLock { $0.count } == 10)
        for client in 0..<1_000 { log.append(record(4_000, "198.51.100.\(client)")) }
        #expect(lines.kept.withLock { $0.count } == 20)
    }
}
