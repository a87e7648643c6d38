import Foundation
import RPKIToRouter
import Testing
import ValidatedPayloads

@testable import ServingStore

/// A router must never find its session and serial at a cache that has other payloads under them.
@Suite struct SessionLeaseTests {
    private let state = StoreFolder()
    private let leases = StoreFolder()

    private func open(
        _ path: String? = nil, sessions: SessionPolicy = .keep
    ) throws -> (store: PayloadStore, cache: RTRCache, decision: SessionDecision) {
        let opened = try PayloadStore.open(folder: path ?? state.path)
        let (cache, decision) = opened.cache(
            configuration: RTRCache.Configuration(), sessions: sessions, lease: leases.path, environment: [:])
        return (opened.store, cache, decision)
    }

    private func serve(_ numbers: [Int], _ cache: RTRCache, _ store: PayloadStore) throws {
        let failure = cache.serve(.sample(numbers, expires: 5_000)) { update in
            try store.record(update, date: Date(timeIntervalSince1970: 1_000))
        }.failure
        if let failure { throw failure }
    }

    /// A folder that was served up to `serial`, with the sessions that routers saw.
    private func served(to serial: Int) throws -> RTRSessionIDs {
        let (store, cache, decision) = try open()
        #expect(decision == .first)
        for number in 1...serial { try serve(Array(1...number), cache, store) }
        try store.close()
        return cache.sessions
    }

    private var database: String { state.path + "/serving.sqlite" }

    /// Copies the octets into the file that is there: it stays the same file.
    private func overwrite(_ path: String, with octets: Data) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: octets)
        try file.close()
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    @Test("A restart in place keeps sessions, serial and history, again and again")
    func inPlace() throws {
        let sessions = try served(to: 3)
        for _ in 0..<3 {
            let (store, cache, decision) = try open()
            #expect(decision == .kept)
            #expect(cache.sessions == sessions)
            #expect(cache.serial == 3)
            #expect(cache.summary.depth == 2)
            try store.close()
        }
    }

    @Test("A copy of the folder has new sessions in every version, and the original keeps its own")
    func copied() throws {
        let sessions = try served(to: 2)
        let copy = StoreFolder()
        try FileManager.default.removeItem(atPath: copy.path)
        try FileManager.default.copyItem(atPath: state.path, toPath: copy.path)
        let second = try open(copy.path)
        #expect(second.decision == .new(.noLease))
        for version in ProtocolVersion.allCases {
            #expect(ProtocolVersion.allCases.allSatisfy { second.cache.sessions[version] != sessions[$0] })
        }
        #expect(second.cache.summary.depth == 0)
        #expect(second.cache.payloads?.vrps.count == 2)
        try serve([1, 2], second.cache, second.store)
        try second.store.close()
        #expect(try open().decision == .kept)
        // It has a history of its own now.
        let again = try open(copy.path)
        #expect(again.decision == .kept)
        #expect(again.cache.sessions == second.cache.sessions)
    }

    @Test("A backup that is restored in place has new sessions")
    func restored() throws {
        let (store, cache, _) = try open()
        try serve([1], cache, store)
        try store.close()
        let backup = try Data(contentsOf: URL(fileURLWithPath: database))
        let next = try open()
        #expect(next.decision == .kept)
        try serve([1, 2], next.cache, next.store)
        try serve([1, 3], next.cache, next.store)
        try next.store.close()
        try overwrite(database, with: backup)
        let restored = try open()
        #expect(restored.decision == .new(.otherSerial))
        #expect(restored.cache.sessions != cache.sessions)
        try serve([1, 4], restored.cache, restored.store)
        try restored.store.close()
        #expect(try open().decision == .kept)
    }

    @Test("The state of another history under the same file has new sessions")
    func otherHistory() throws {
        _ = try served(to: 2)
        let other = StoreFolder()
        let stranger = try open(other.path)
        try serve([7, 8], stranger.cache, stranger.store)
        try serve([7, 9], stranger.cache, stranger.store)
        try stranger.store.close()
        try overwrite(database, with: Data(contentsOf: URL(fileURLWithPath: other.path + "/serving.sqlite")))
        #expect(try open().decision == .new(.otherHistory))
    }

    @Test("What was stored and never served goes on: a crash between the two is no other history")
    func crash() throws {
        let (store, cache, _) = try open()
        try serve([1], cache, store)
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: leases.path).first { $0.hasPrefix("sessions-") })
        let lease = try Data(contentsOf: URL(fileURLWithPath: leases.path + "/" + name))
        try serve([1, 2], cache, store)
        try store.close()
        try lease.write(to: URL(fileURLWithPath: leases.path + "/" + name))
        let (again, kept, decision) = try open()
        #expect(decision == .kept)
        #expect(kept.serial == 2)
        try again.close()
    }

    @Test("What an earlier version served from its file goes on in the file that took it over, again and again")
    func takenOver() throws {
        let sessions = try served(to: 3)
        // The old file is renamed, and stays the same file; the new one has its content.
        let former = state.path + "/node.sqlite.migrated"
        try FileManager.default.moveItem(atPath: database, toPath: former)
        try FileManager.default.copyItem(atPath: former, toPath: database)
        for _ in 0..<2 {
            let (store, cache, decision) = try open()
            #expect(decision == .kept)
            #expect(cache.sessions == sessions)
            #expect(cache.summary.depth == 2)
            try store.close()
        }
        // What was restored later is not what routers have.
        let copy = try Data(contentsOf: URL(fileURLWithPath: database))
        let (store, cache, _) = try open()
        for number in 5...8 { try serve(Array(1...number), cache, store) }
        try store.close()
        try overwrite(database, with: copy)
        #expect(try open().decision == .new(.otherSerial))
    }

    @Test("New sessions can be asked for, and come where no folder can be written")
    func policy() throws {
        let sessions = try served(to: 1)
        let (store, cache, decision) = try open(sessions: .new)
        #expect(decision == .new(.configured))
        #expect(cache.sessions != sessions)
        try store.close()
        let opened = try PayloadStore.open(folder: state.path)
        for folder in ["/proc/none", state.path + "/leases", state.path] {
            let decision = opened.cache(
                configuration: RTRCache.Configuration(), lease: folder, environment: [:]
            ).decision
            #expect(decision == .new(.noFolder), "\(folder)")
        }
    }

    @Test("Another host, another start of the system: new sessions")
    func otherHost() throws {
        let (store, cache, _) = try open()
        try serve([1], cache, store)
        try store.close()
        let stored = try #require(try PayloadStore.open(folder: state.path).stored)
        let folder = try #require(LeaseFolder(named: leases.path, state: state.path, environment: [:]))
        let host = HostIdentity.current()
        func decision(_ host: HostIdentity) throws -> SessionDecision {
            try #require(SessionLease(folder, database: database, host: host)).decision(on: stored)
        }
        #expect(try decision(host) == .kept)
        #expect(
            try decision(HostIdentity(machine: "other", name: host.name, boot: host.boot)) == .new(.otherHost))
        #expect(
            try decision(HostIdentity(machine: host.machine, name: "other", boot: host.boot)) == .new(.otherHost))
        #expect(
            try decision(HostIdentity(machine: host.machine, name: host.name, boot: "other")) == .new(.otherBoot))
    }

    @Test("A lease that cannot be read is none", arguments: ["", "x", "machine=\nserial=1\n", "=\n=\n"])
    func damaged(text: String) throws {
        _ = try served(to: 1)
        for name in try FileManager.default.contentsOfDirectory(atPath: leases.path) {
            try Data(text.utf8).write(to: URL(fileURLWithPath: leases.path + "/" + name))
        }
        #expect(try open().decision == .new(.noLease))
    }

    @Test("Leases of databases that are gone are removed")
    func pruned() throws {
        _ = try served(to: 1)
        try FileManager.default.removeItem(atPath: database)
        let other = StoreFolder()
        let stranger = try open(other.path)
        try serve([1], stranger.cache, stranger.store)
        #expect(try FileManager.default.contentsOfDirectory(atPath: leases.path).count == 1)
    }
}
