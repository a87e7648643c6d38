import ConfigurationKeys
import DeskStore
import Foundation
import Logging
import SQLiteFile
import TestSupport
import Testing

@testable import Node

@Suite("Backups on a schedule", .timeLimit(.minutes(2))) struct BackupFolderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try DeskDatabase.open(folder: folder("state")).close()
    }

    private var backups: BackupFolder { BackupFolder(path: folder("backups"), keep: 3) }

    private func add(at date: Date) throws {
        _ = try backups.add(of: folder("state"), configuration: nil, program: "1", at: date)
    }

    @Test("Their names are their times")
    func names() {
        let date = APIFixture.start + 0.75
        let name = BackupFolder.name(at: date)
        #expect(name == "atalaya-20260316T070000Z.backup")
        #expect(BackupFolder.date(of: name) == APIFixture.start)
        for other in ["atalaya-20260316T070000Z", "atalaya-20261316T070000Z.backup", "a.backup", "atalaya-.backup"] {
            #expect(BackupFolder.date(of: other) == nil, "\(other)")
        }
    }

    @Test("As many as are kept stay, the latest; files of others are left alone")
    func rotation() throws {
        for day in 0..<5 {
            try add(at: APIFixture.start + Double(day) * 86_400)
            if day == 0 { try folder.write([1], to: "backups/another.backup") }
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder("backups")).sorted() == [
                "another.backup", "atalaya-20260318T070000Z.backup", "atalaya-20260319T070000Z.backup",
                "atalaya-20260320T070000Z.backup",
            ])
        let latest = try #require(backups.latest)
        #expect(try DeskBackup(verifying: latest).created == APIFixture.start + 4 * 86_400)
        #expect(try folder.mode("backups") == 0o700)
    }

    @Test("One that fails takes none away")
    func failure() throws {
        for day in 0..<3 { try add(at: APIFixture.start + Double(day)) }
        try DamagedPage.overwrite("alert", in: folder("state/desk.sqlite"))
        #expect(throws: SQLiteFileError.self) { try add(at: APIFixture.start + 9) }
        #expect(backups.names.count == 3)
    }

    @Test("The next is due one period after the last, and immediately where there is none, or it is of the future")
    func due() throws {
        #expect(backups.pause(every: 100, at: APIFixture.start) == 0)
        try add(at: APIFixture.start)
        #expect(backups.pause(every: 100, at: APIFixture.start + 30) == 70)
        #expect(backups.pause(every: 100, at: APIFixture.start + 300) == 0)
        #expect(backups.pause(every: 100, at: APIFixture.start - 1) == 0)
    }

    @Test("The service writes one, and one that cannot be written is an alarm that names folder and reason")
    func service() async throws {
        let state = APIFixture.state()
        func run(_ path: String, until isDone: @Sendable () -> Bool) async throws {
            let service = BackupService(
                folder: BackupFolder(path: path, keep: 2), every: .seconds(3600), stateFolder: folder("state"),
                source: ConfigurationSource<NodeConfiguration>(path: nil), version: "1", alarms: state.alarms,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { APIFixture.start },
                delay: .zero)
            let task = Task { try await service.run() }
            try await eventually { isDone() }
            task.cancel()
            try await task.value
        }
        let backups = backups
        try await run(folder("backups")) { !backups.names.isEmpty }
        #expect(state.snapshot(at: APIFixture.start).alarms.isEmpty)
        try folder.write([], to: "file")
        try await run(folder("file/below")) { !state.snapshot(at: APIFixture.start).alarms.isEmpty }
        let alarm = try #require(state.snapshot(at: APIFixture.start).alarms.first)
        #expect(alarm.kind == "backup")
        #expect(alarm.subject == folder("file/below"))
    }
}
