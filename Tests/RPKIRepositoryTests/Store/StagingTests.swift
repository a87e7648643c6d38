import Foundation
import GRDB
import RPKIObjects
import Synchronization
import TestSupport
import Testing

@testable import RPKIRepository

@Suite("A repository is replaced whole or not at all")
struct StagingTests {
    private let stored: StoredSnapshots

    init() throws {
        stored = try StoredSnapshots()
    }

    private func names(_ range: Range<Int>, in folder: String = "m") -> String {
        range.map { RRDPText.publish("\(folder)/\($0).roa", [UInt8(truncatingIfNeeded: $0), 7]) }.joined()
    }

    @Test("A snapshot replaces what was there, and objects that nothing names are gone")
    func snapshot() async throws {
        try await stored.apply(.snapshot, names(0..<1200))
        #expect(try stored.published().count == 1200)
        // Objects are kept once for each content.
        #expect(try stored.objects() == 256)
        try await stored.apply(.snapshot, names(10..<12) + RRDPText.publish("x.roa", [1]), serial: 2)
        #expect(try stored.published() == ["m/10.roa: [10, 7]", "m/11.roa: [11, 7]", "x.roa: [1]"])
        #expect(try stored.objects() == 3)
        let repository = try #require(try stored.store.repositories().first)
        #expect(repository.objects == 3 && repository.octets == 5 && repository.serial == "2")
    }

    @Test("A delta publishes, replaces and withdraws")
    func delta() async throws {
        try await stored.apply(.snapshot, names(0..<3))
        let hash = ObjectHash(of: [0, 7]).description
        try await stored.apply(
            .delta,
            RRDPText.publish("m/0.roa", [9], replacing: hash)
                + RRDPText.withdraw("m/1.roa", hash: ObjectHash(of: [1, 7]).description)
                + RRDPText.publish("n/1.roa", [1, 7]), serial: 2)
        #expect(try stored.published() == ["m/0.roa: [9]", "m/2.roa: [2, 7]", "n/1.roa: [1, 7]"])
        #expect(try stored.objects() == 3)
    }

    struct Refused: CustomTestStringConvertible {
        let testDescription: String
        let content: String
        let code: RRDPError.Code
    }

    private static let known = ObjectHash(of: [0, 7]).description
    static let refused: [Refused] = [
        Refused(
            testDescription: "new where there is one", content: RRDPText.publish("m/0.roa", [1]), code: .mismatch),
        Refused(
            testDescription: "in place of what is not there",
            content: RRDPText.publish("m/9.roa", [1], replacing: known), code: .mismatch),
        Refused(
            testDescription: "in place of another",
            content: RRDPText.publish("m/0.roa", [1], replacing: RRDPText.hash), code: .mismatch),
        Refused(
            testDescription: "withdrawn where there is none", content: RRDPText.withdraw("m/9.roa", hash: known),
            code: .mismatch),
        Refused(
            testDescription: "withdrawn with another hash", content: RRDPText.withdraw("m/0.roa"), code: .mismatch),
        Refused(
            testDescription: "twice", content: RRDPText.publish("y", [1]) + RRDPText.publish("y", [1]),
            code: .duplicate),
        Refused(testDescription: "a fault at the end", content: RRDPText.publish("y", [1]) + "<x/>", code: .element),
    ]

    @Test("A delta that does not fit leaves all as it was, and no object behind", arguments: refused)
    func misfit(test: Refused) async throws {
        try await stored.apply(.snapshot, names(0..<3))
        let before = try stored.published()
        let many = (0..<1500).map {
            RRDPText.publish("n/\($0)", [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)])
        }
        let error = await #expect(throws: RRDPError.self) {
            try await stored.apply(.delta, many.joined() + test.content, serial: 2)
        }
        #expect(error?.code == test.code)
        #expect(try stored.published() == before)
        #expect(try stored.objects() == 3)
        #expect(try stored.store.repositories().first?.serial == "1")
    }

    @Test("An object that another repository has stays when the first lets go of it")
    func shared() async throws {
        try await stored.apply(.snapshot, names(0..<3))
        try await stored.apply(.snapshot, names(0..<2), to: "https://b.test/n.xml")
        try await stored.apply(.snapshot, RRDPText.publish("x", [4]), serial: 2)
        #expect(try stored.objects() == 3)
        #expect(try stored.published() == ["m/0.roa: [0, 7]", "m/1.roa: [1, 7]", "x: [4]"])
    }

    @Test("An object that is being read is not dropped by those that let go of it")
    func held() async throws {
        try await stored.apply(.snapshot, names(0..<3))
        let store = stored.store
        let repository = try await store.repository("https://b.test/n.xml", .rrdp)
        let uri = try #require(RsyncURI("rsync://rpki.example.net/repo/z.roa"))
        let work = ForeignWork(width: 1)
        let stage = try await work.run(within: 60) { turn in
            let stage = try PublicationStage(
                store, repository, replacesAll: true, taken: 0, limits: RepositoryLimits(), turn: turn)
            // Beyond a batch, so that the first objects are in the store.
            for index in 0..<600 {
                let other = RsyncURI("rsync://rpki.example.net/repo/\(index).roa") ?? uri
                try stage.publish(other, index == 0 ? [0, 7] : [UInt8(truncatingIfNeeded: index), 3])
            }
            return Held(stage: stage)
        }
        try await stored.apply(.snapshot, RRDPText.publish("x", [4]), serial: 2)
        // As after a start: all objects are looked at.
        store.hasOrphans.store(true, ordering: .relaxed)
        try store.prune(before: .distantPast)
        try stage.stage.finish { _ in }
        stage.stage.end()
        #expect(try stored.published().contains("0.roa: [0, 7]"))
    }

    /// Handed from thread to thread, one after the other.
    private struct Held: Sendable {
        nonisolated(unsafe) let stage: PublicationStage
    }

    @Test("What a kill left without a name goes with the next cleaning")
    func orphans() async throws {
        try await stored.apply(.snapshot, names(0..<3))
        try await stored.store.database.write { db in
            for octet in UInt8(100)..<200 { _ = try db.insertObject(ObjectHash(of: [octet]), [octet]) }
            // A place as high as that of a store that looks at its objects in many transactions, and the highest hash.
            try db.execute(
                sql: "INSERT INTO object (id, hash, octets) VALUES (10000000, ?, ?)",
                arguments: [Data(repeating: 0xff, count: 32), Data([1])])
        }
        #expect(try stored.objects() == 104)
        try stored.store.close()
        let store = try ObjectStore(folder: stored.folder.path)
        try store.prune(before: .distantPast)
        #expect(try await store.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM object") } == 3)
    }

    @Test("Folders that have been empty since the last fetch are removed when new ones come")
    func emptyFolders() async throws {
        for round in 0..<6 {
            let content = (0..<50).map { names(0..<1, in: "f\(round)-\($0)") }.joined()
            try await stored.apply(.snapshot, content, serial: UInt64(round + 1))
            let repository = try await stored.store.repository("https://a.test/n.xml", .rrdp)
            try await stored.store.note(
                repository, at: Date(timeIntervalSince1970: Double(round)), duration: 1, failure: nil)
            #expect(try stored.folders() <= 100)
        }
    }
}
