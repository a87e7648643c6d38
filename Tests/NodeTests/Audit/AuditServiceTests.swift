import Access
import Foundation
import Logging
import SQLiteFile
import SecurityEvents
import Synchronization
import Testing

@testable import Node

/// An audit that fails as long as a test says.
private final class ScriptedArchive: AuditArchive {
    let failure = Locked<SQLiteFileError?>(nil)
    let written = Locked<[AuditEntry]>([])
    let retained = Locked<[(Date, Int)]>([])

    func append(_ entries: [AuditEntry]) throws {
        if let failure = failure.withLock({ $0 }) { throw failure }
        written.withLock { $0 += entries }
    }

    func retain(since: Date, most: Int) throws -> Int {
        retained.withLock { $0.append((since, most)) }
        return 0
    }
}

private final class Lines: AccessLog {
    let records = Locked<[AccessRecord]>([])

    func append(_ record: AccessRecord) { records.withLock { $0.append(record) } }
}

@Suite("The service that keeps the audit") struct AuditServiceTests {
    private let archive = ScriptedArchive()
    private let lines = Lines()
    private let state = APIFixture.state()
    private let access: AuditedAccess
    private let service: AuditService

    init() {
        var limits = AuditLimits()
        limits.auditWaiting = 3
        access = AuditedAccess(AuditQueue(limits: limits), lines: lines)
        service = AuditService(
            archive, access: access, settings: HTTPSection.Audit(), alarms: state.alarms,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { APIFixture.start })
    }

    private static func record(_ name: String, refusal: AccessDecision.Refusal? = nil) -> AccessRecord {
        AccessRecord(
            time: APIFixture.start, client: "192.0.2.1",
            question: AccessQuestion(.read, Resource("alerts"), marked: .red),
            decision: AccessDecision(.token(name), refusal: refusal))
    }

    private var alarms: [String] { state.snapshot(at: APIFixture.start).alarms.map { "\($0.kind) \($0.subject)" } }
    private var principals: [String] { archive.written.withLock { $0.map(\.principal) } }

    @Test("All decisions are kept; those that refuse are lines of the log, too") func both() async {
        access.append(Self.record("a"))
        access.append(Self.record("b", refusal: .noGrant))
        await service.write()
        #expect(principals == ["token a", "token b"])
        #expect(lines.records.withLock { $0.map(\.decision.isAllowed) } == [false])
    }

    @Test("What could not be written is written later; an alarm says so meanwhile, and one that some were lost")
    func failing() async {
        archive.failure.withLock { $0 = .database(path: "desk.sqlite", reason: "disk full") }
        access.append(Self.record("a"))
        await service.write()
        #expect(alarms == ["audit desk.sqlite"])
        for number in 0..<5 { access.append(Self.record("n\(number)")) }
        await service.write()
        archive.failure.withLock { $0 = nil }
        await service.write()
        await service.write()
        #expect(principals == ["token a", "token n0", "token n1", "token n2"])
        #expect(alarms == ["limit auditWaiting"])
    }

    @Test("The end of the node is not a fault: what waits is written by the last call") func cancelled() async {
        access.append(Self.record("a"))
        let service = service
        await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            await service.write()
        }.value
        #expect(alarms.isEmpty)
        await service.write()
        #expect(principals == ["token a"])
    }

    @Test("With a damaged file there are lines only, of all decisions") func damaged() async {
        archive.failure.withLock { $0 = .damaged(path: "desk.sqlite", reason: "page 3") }
        access.append(Self.record("a"))
        await service.write()
        archive.failure.withLock { $0 = nil }
        access.append(Self.record("b"))
        await service.write()
        #expect(principals.isEmpty)
        #expect(lines.records.withLock { $0.map(\.decision.principal) } == [.token("b")])
    }

    @Test("What is kept no longer is removed by the keys of the configuration") func retention() async {
        await service.retain()
        let asked = archive.retained.withLock { $0 }
        #expect(asked.map(\.0) == [APIFixture.start.addingTimeInterval(-31_536_000)])
        #expect(asked.map(\.1) == [1_000_000])
    }
}
