import DeskStore
import Foundation
import LocalFiles
import SQLiteFile
import TestSupport
import Testing

@Suite("Values in desk.sqlite that cannot be are damage, never the end of the process") struct DamagedColumnTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var path: String { folder.path + "/desk.sqlite" }

    /// A file with rows in all tables.
    private func fill() throws {
        let desk = try DeskDatabase.open(folder: folder.path)
        let alerts = desk.alerts
        let alert = StoredAlert(
            id: "a", kind: "squatting", state: "active", severity: 3, peak: 4, raised: Date(timeIntervalSince1970: 1),
            updated: Date(timeIntervalSince1970: 2), ended: Date(timeIntervalSince1970: 3), revision: 1,
            prefix: "192.0.2.0/24", asn: 64_496, summary: "s", text: "t", event: "{}")
        try alerts.record(
            [.init(alert: alert, change: "raised", time: Date(timeIntervalSince1970: 2), sinks: ["log"])], memory: [1])
        _ = try alerts.acknowledge(
            "a", .init(time: Date(timeIntervalSince1970: 4), author: "noc", note: "seen"))
        _ = try alerts.add(
            Suppression(
                kind: .mute, alert: "a", alertClass: "squatting", prefix: "192.0.2.0/24", asn: 1,
                begins: Date(timeIntervalSince1970: 1), ends: Date(timeIntervalSince1970: 9e9), reason: "r", author: "n"
            ))
        try alerts.note(
            "/f", FileStamp(inode: 1, size: 2, modified: 3, changed: 4), at: Date(timeIntervalSince1970: 5))
        try desk.close()
    }

    /// All that reads alerts.
    private func read(_ alerts: AlertStore) throws(SQLiteFileError) {
        _ = try alerts.alerts()
        _ = try alerts.alerts(beginning: "a")
        _ = try alerts.marks()
        _ = try alerts.revisions(of: "a")
        _ = try alerts.acknowledged()
        _ = try alerts.suppressions(at: Date(timeIntervalSince1970: 1))
        _ = try alerts.outbox.waiting(for: "log", limit: 10)
        _ = try alerts.outbox.refused()
        _ = try alerts.outbox.lengths()
        _ = try alerts.memory()
        _ = try alerts.hasSeen("/f", FileStamp(inode: 1, size: 2, modified: 3, changed: 4))
        _ = try alerts.version()
    }

    @Test("Each column, with each value")
    func everyColumn() async throws {
        try fill()
        let base = try Data(contentsOf: URL(fileURLWithPath: path))
        var damaged: Set<String> = []
        for (table, column) in try Corruption.columns(path) {
            for value in Corruption.values {
                for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                    try FileManager.default.removeItem(atPath: folder.path + "/" + name)
                }
                try base.write(to: URL(fileURLWithPath: path))
                guard try Corruption.set(table, column, to: value, in: path) else { continue }
                let what = "\(table).\(column) = \(value)"
                let desk = try DeskDatabase.open(folder: folder.path)
                do {
                    try read(desk.alerts)
                } catch {
                    guard case .damaged(path, _) = error else {
                        Issue.record("\(what): \(error)")
                        continue
                    }
                }
                if case .damaged(path, _)? = await desk.check() { damaged.insert(what) }
                try desk.close()
                // It is never thrown away.
                #expect(!FileManager.default.fileExists(atPath: path + ".damaged"))
            }
        }
        for what in [
            "alert.severity = 'x'", "alert.raised = x'00ff'", "alert.updated = 9e999",
            "alert.revision = 9223372036854775807",
            "alert.severity = -1", "alert.id = NULL",
            "memory.octets = NULL", "silence.begins = 'x'", "silence.kind = 'x'", "message.time = 9e999",
            "message.attempts = -1", "file_seen.time = 'x'", "alert_event.time = x'00ff'",
        ] {
            #expect(damaged.contains(what), "\(what) passed for sound")
        }
    }
}
