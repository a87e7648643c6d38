import DeskStore
import Foundation
import GRDB
import SQLiteFile
import TestSupport
import Testing

@Suite("Backups of desk.sqlite") struct DeskBackupTests {
    private let folder: TemporaryFolder
    private let date = Date(timeIntervalSince1970: 1_780_000_000)

    init() throws { folder = try TemporaryFolder() }

    private var path: String { folder("a.backup") }
    private var state: String { folder("state") }
    private var desk: String { state + "/desk.sqlite" }

    private static func change(_ id: String) -> StoredChange {
        let date = Date(timeIntervalSince1970: 1)
        return StoredChange(
            alert: StoredAlert(
                id: id, kind: "squatting", state: "active", severity: 3, peak: 3, raised: date, updated: date,
                revision: 1, summary: "the summary of \(id)", text: String(repeating: "text ", count: 40), event: "{}"),
            change: "raised", time: date, sinks: ["log"])
    }

    private func fill(_ count: Int = 200) throws -> DeskDatabase {
        let desk = try DeskDatabase.open(folder: state)
        try desk.alerts.record((0..<count).map { Self.change("alert-\($0)") })
        return desk
    }

    @discardableResult
    private func backUp() throws -> DeskBackup {
        try DeskBackup.write(
            of: state, to: path, configuration: .init(path: "/etc/a.yaml", octets: Array("state: x\n".utf8)),
            program: "1.2", at: date)
    }

    private func alerts(in folder: String) throws -> Int {
        let desk = try DeskDatabase.open(existingIn: folder)
        defer { try? desk.close() }
        return try desk.alerts.alerts().count
    }

    @Test("Of a database in use, a backup has all that was written, and the configuration; only its owner can read it")
    func roundTrip() async throws {
        let desk = try fill()
        let written = try backUp()
        // What comes later is not in it.
        try desk.alerts.record([Self.change("later")])
        let backup = try DeskBackup(verifying: path)
        #expect(backup == written)
        #expect(backup.created == date)
        #expect(backup.program == "1.2")
        #expect(backup.schema == DeskBackup.knownSchema)
        #expect(backup.configuration == .init(path: "/etc/a.yaml", octets: Array("state: x\n".utf8)))
        #expect(try folder.mode("a.backup") == 0o600)
        #expect(try folder.names == ["a.backup", "state"])

        let other = folder("other")
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        #expect(try backup.restore(to: other) == nil)
        #expect(try folder.mode("other/desk.sqlite") == 0o600)
        let restored = try DeskDatabase.open(existingIn: other)
        #expect(try restored.alerts.alerts(limit: 1_000).count == 200)
        #expect(await restored.check() == nil)
        try restored.alerts.record([Self.change("new")])
        try restored.close()
        try desk.close()
    }

    @Test("What a restore replaces is kept, with what was in its log; a second one keeps both")
    func replaces() throws {
        let open = try fill(1)
        try backUp()
        try open.alerts.record([Self.change("later")])
        // As a kill leaves it: the log has what came later.
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: desk + suffix, toPath: folder("killed" + suffix))
        }
        try open.close()
        for suffix in ["", "-wal"] {
            try? FileManager.default.removeItem(atPath: desk + suffix)
            try FileManager.default.moveItem(atPath: folder("killed" + suffix), toPath: desk + suffix)
        }
        try folder.write([1, 2, 3], to: "state/desk.sqlite.restored")
        let backup = try DeskBackup(verifying: path)
        #expect(try backup.restore(to: state) == desk + ".replaced")
        #expect(try alerts(in: state) == 1)
        let old = folder("old")
        try FileManager.default.createDirectory(atPath: old, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: desk + ".replaced", toPath: old + "/desk.sqlite")
        #expect(try alerts(in: old) == 2)
        #expect(try backup.restore(to: state) == desk + ".replaced-2")
        #expect(try !folder.names.contains { $0.hasSuffix(".restored") })
    }

    @Test("A restore replaces a file that is damaged, whose log never gets next to the new one")
    func overDamage() async throws {
        try fill().close()
        try backUp()
        try DamagedPage.overwrite("alert", in: desk)
        try folder.write(Array(repeating: 7, count: 5_000), to: "state/desk.sqlite-wal")
        let aside = try #require(try DeskBackup(verifying: path).restore(to: state))
        #expect(FileManager.default.fileExists(atPath: aside))
        let restored = try DeskDatabase.open(existingIn: state)
        #expect(await restored.check() == nil)
        #expect(try restored.alerts.alerts(limit: 1_000).count == 200)
        try restored.close()
    }

    enum Fault: String, CaseIterable {
        case text, cut, page, octet, configuration, newer, desk, absent
    }

    @Test("What is not a sound backup that this version knows is refused by name", arguments: Fault.allCases)
    func refused(_ fault: Fault) throws {
        try fill().close()
        try backUp()
        var octets = try folder.octets("a.backup")
        var expected: SQLiteFileError?
        switch fault {
        case .text: octets = Array(String(repeating: "no backup ", count: 50).utf8)
        case .cut: octets.removeLast(octets.count / 2)
        case .page: octets.replaceSubrange(8_192..<12_288, with: Array(repeating: 0x5a, count: 4_096))
        case .octet:
            // SQLite itself sees nothing wrong with another letter in a text.
            let place = try #require(octets.firstRange(of: Array("the summary of alert-77".utf8)))
            octets[place.lowerBound + 1] = UInt8(ascii: "H")
        case .configuration:
            let place = try #require(octets.firstRange(of: Array("state: x".utf8)))
            octets[place.lowerBound] = UInt8(ascii: "S")
        case .newer:
            octets[63] = 99
            expected = .newerSchema(path: path, found: 99, known: DeskBackup.knownSchema)
        case .desk:
            octets = try folder.octets("state/desk.sqlite")
            expected = .foreign(path: path)
        case .absent: expected = .folder(path: path, reason: "no such file")
        }
        if fault == .absent {
            try FileManager.default.removeItem(atPath: path)
        } else {
            try folder.write(octets, to: "a.backup")
        }
        let error = try #require(#expect(throws: SQLiteFileError.self) { try DeskBackup(verifying: path) })
        if let expected {
            #expect(error == expected)
        } else if case .damaged(path, _) = error {
        } else {
            Issue.record("\(fault): \(error)")
        }
    }

    @Test("Of a damaged database there is no backup, an older one stays, and nothing is left over")
    func damagedSource() throws {
        try fill().close()
        try backUp()
        let before = try folder.octets("a.backup")
        try DamagedPage.overwrite("message", in: desk)
        let error = #expect(throws: SQLiteFileError.self) { try backUp() }
        guard case .damaged(desk, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try folder.octets("a.backup") == before)
        #expect(try folder.names == ["a.backup", "state"])
    }

    @Test("Where no node has been there is nothing to back up")
    func absent() throws {
        #expect(throws: SQLiteFileError.folder(path: state, reason: "there is no database of a node in this folder")) {
            try backUp()
        }
    }
}
