import Delivery
import DeskStore
import Foundation
import LocalFiles
import RPKIToRouter
import SQLiteFile
import ServingStore
import TestSupport
import Testing
import ValidatedPayloads

@testable import Node

@Suite("The state folder, and what an earlier version left in it") struct StateFolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What stops the process in the middle.
    private static let stop = SQLiteFileError.full(path: "stop", reason: "stop")

    /// Two updates in `node.sqlite` of a version; gives the sessions.
    private func makeFormer(_ version: Int = 3) throws -> RTRSessionIDs {
        let store = try PayloadStore.open(folder: folder.path).store
        let cache = RTRCache()
        for count in 1...2 {
            let failure = cache.serve(Self.payloads(count)) { update in
                try store.record(update, date: Date(timeIntervalSince1970: 1_000))
            }.failure
            if let failure { throw failure }
        }
        try store.close()
        try FormerNodeDatabase.make(in: folder.path, version: version)
        return cache.sessions
    }

    private static func payloads(_ count: Int) -> PayloadSet {
        APIFixture.set((0..<count).map { "10.0.\($0).0/24 AS64496" }, trustAnchor: "ripe")
    }

    /// That nothing is missing.
    private func checkServing(_ sessions: RTRSessionIDs, memory: [UInt8] = [2]) throws {
        let opened = try PayloadStore.open(folder: folder.path)
        #expect(opened.damage == nil)
        #expect(opened.stored?.sessions == sessions)
        #expect(opened.stored?.serial == 2)
        #expect(opened.stored?.differences.count == 1)
        #expect(opened.stored?.payloads.hasSameContent(as: Self.payloads(2)) == true)
        #expect(try opened.store.memory(.authorities) == memory)
        try opened.store.close()
    }

    private func checkDesk() async throws {
        let desk = try DeskDatabase.open(existingIn: folder.path)
        let alert = try desk.alerts.alerts().first
        #expect(alert?.id == "a")
        #expect(alert?.prefix == "192.0.2.0/24")
        #expect(alert?.acknowledgement?.note == "seen")
        #expect(try desk.alerts.revisions(of: "a").map(\.change) == ["raised"])
        #expect(try desk.alerts.outbox.waiting(for: "log", limit: 9).map(\.message.identity) == ["a.1"])
        #expect(try desk.alerts.outbox.waiting(for: "log", limit: 9).map(\.attempts) == [2])
        #expect(try desk.alerts.outbox.refused().map(\.reason) == ["no such user"])
        #expect(try desk.alerts.suppressions(at: Date(timeIntervalSince1970: 2)).map(\.reason) == ["r"])
        #expect(try desk.alerts.memory() == [1])
        #expect(try desk.alerts.hasSeen("/f", FileStamp(inode: 1, size: 2, modified: 3, changed: 4)))
        #expect(await desk.check() == nil)
        // A number that an operator has seen is not given again.
        let suppression = Suppression(kind: .mute, begins: Date(timeIntervalSince1970: 1), reason: "", author: "")
        #expect(try desk.alerts.add(suppression) == 6)
        #expect(try desk.alerts.removeSuppression(6))
        try desk.close()
    }

    @Test("node.sqlite of each version becomes two files, and is kept", arguments: 1...3)
    func takesOver(version: Int) async throws {
        let sessions = try makeFormer(version)
        let state = try StateFolder(folder.path)
        #expect(state.former == .init(path: folder("node.sqlite.migrated"), damage: nil))
        try checkServing(sessions, memory: version > 1 ? [2] : [])
        if version > 1 { try await checkDesk() }
        state.release()
        #expect(try !folder.names.contains("node.sqlite"))
        #expect(try folder.names.contains("node.sqlite.migrated"))
        #expect(try !folder.names.contains { $0.contains(".new") })
        for name in ["serving.sqlite", "desk.sqlite"] { #expect(try folder.mode(name) == 0o600) }
        // Nothing is left to do.
        let again = try StateFolder(folder.path)
        #expect(again.former == nil)
        try checkServing(sessions, memory: version > 1 ? [2] : [])
        again.release()
    }

    @Test("Stopped after each step, it loses nothing, and the next start goes on", arguments: StateFolder.Step.allCases)
    func stopped(after last: StateFolder.Step) async throws {
        let sessions = try makeFormer()
        #expect(throws: Self.stop) {
            try StateFolder(folder.path) { (step) throws(SQLiteFileError) in
                if step == last { throw Self.stop }
            }
        }
        // What a kill in the middle of a copy leaves.
        for name in ["desk.sqlite.new", "desk.sqlite.new-wal", "serving.sqlite.new"] {
            try folder.write([1, 2, 3], to: name)
        }
        let state = try StateFolder(folder.path)
        #expect((state.former == nil) == (last == .aside))
        try checkServing(sessions)
        try await checkDesk()
        state.release()
        #expect(try folder.names.contains("node.sqlite.migrated"))
        #expect(try !folder.names.contains("node.sqlite"))
    }

    @Test("What was in the log of a killed node is taken over, too")
    func log() async throws {
        let sessions = try makeFormer()
        try FormerNodeDatabase.updateInLog(in: folder.path, "alert SET summary = 'later'")
        #expect(try folder.names.contains("node.sqlite-wal"))
        try StateFolder(folder.path).release()
        let desk = try DeskDatabase.open(existingIn: folder.path)
        #expect(try desk.alerts.alerts().map(\.summary) == ["later"])
        try desk.close()
        try checkServing(sessions)
    }

    @Test(
        "Of a file with a value that cannot be, the part without it is taken over, and the file is kept",
        arguments: [
            "alert SET severity = 'x'", "alert SET raised = 'x'", "silence SET begins = 'x'",
            "alert SET updated = 9e999", "delivery SET attempts = -1",
        ])
    func damagedAlerts(change: String) throws {
        let sessions = try makeFormer(2)
        try FormerNodeDatabase.update(in: folder.path, change)
        let state = try StateFolder(folder.path)
        guard case .damaged(folder("node.sqlite"), _)? = state.former?.damage else {
            Issue.record("\(String(describing: state.former))")
            return
        }
        #expect(state.former?.path == folder("node.sqlite.damaged"))
        try checkServing(sessions)
        let desk = try DeskDatabase.open(folder: folder.path)
        #expect(try desk.alerts.alerts().isEmpty)
        try desk.close()
        state.release()
    }

    @Test(
        "A file in which what was served cannot be leaves alerts as they are",
        arguments: [
            "served SET serial = 'x'", "served SET date = 'x'", "base SET octets = 'x'", "step SET serial = 'x'",
        ])
    func damagedPayloads(change: String) async throws {
        _ = try makeFormer(2)
        try FormerNodeDatabase.update(in: folder.path, change)
        let state = try StateFolder(folder.path)
        #expect(state.former?.damage != nil)
        #expect(try PayloadStore.open(folder: folder.path).stored == nil)
        try await checkDesk()
        state.release()
    }

    @Test("A command takes over what no node has yet, and one that finds nothing says so")
    func command() async throws {
        #expect(
            throws: SQLiteFileError.folder(path: folder.path, reason: "there is no database of a node in this folder")
        ) {
            try StateFolder.desk(of: folder.path)
        }
        _ = try makeFormer()
        try StateFolder.desk(of: folder.path).close()
        try await checkDesk()
    }

    @Test("One process at a time, also while it takes over")
    func inUse() throws {
        let state = try StateFolder(folder.path)
        #expect(throws: SQLiteFileError.inUse(path: folder.path)) { try StateFolder(folder.path) }
        _ = try makeFormer()
        let error = #expect(throws: SQLiteFileError.self) { try StateFolder.desk(of: folder.path) }
        #expect("\(String(describing: error))".contains("restart that node"))
        state.release()
        try StateFolder(folder.path).release()
    }
}
