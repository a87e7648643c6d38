import Delivery
import DeskStore
import Foundation
import LocalFiles
import SQLiteFile
import TestSupport
import Testing

@Suite("Alerts that are kept") struct AlertStoreTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open() throws -> DeskDatabase { try DeskDatabase.open(folder: folder.path) }

    private func change(
        _ id: String = "a", revision: Int = 1, at time: Double = 100, ended: Double? = nil, sinks: [String] = ["log"]
    ) -> StoredChange {
        let alert = StoredAlert(
            id: id, kind: "squatting", state: ended == nil ? "active" : "ended", severity: 3, peak: 4,
            raised: Date(timeIntervalSince1970: 100), updated: Date(timeIntervalSince1970: time),
            ended: ended.map(Date.init(timeIntervalSince1970:)), revision: revision, prefix: "192.0.2.0/24",
            asn: .max, summary: "s\(revision)", text: "t\(revision)", event: "{\"e\":\(revision)}")
        return StoredChange(
            alert: alert, change: revision == 1 ? "raised" : "updated", time: Date(timeIntervalSince1970: time),
            sinks: sinks)
    }

    @Test("An alert comes back as it was noted, with all that was passed on of it, also after a restart")
    func roundTrip() throws {
        let store = try open()
        try store.alerts.record([change()], memory: [1, 2, 3])
        try store.alerts.record([change(revision: 2, at: 200)])
        try store.close()
        let again = try open()
        #expect(try again.alerts.alerts() == [change(revision: 2, at: 200).alert])
        let revisions = try again.alerts.revisions(of: "a")
        #expect(revisions.map(\.revision) == [1, 2])
        #expect(revisions.map(\.change) == ["raised", "updated"])
        #expect(revisions.map(\.event) == ["{\"e\":1}", "{\"e\":2}"])
        #expect(try again.alerts.memory() == [1, 2, 3])
        #expect(try again.alerts.marks()["a"]?.revision == 2)
        #expect(try again.alerts.marks()["a"]?.peak == 4)
    }

    @Test("A revision that is known is neither noted nor queued again")
    func once() throws {
        let store = try open().alerts
        try store.record([change(sinks: ["log", "mail:x"])])
        try store.outbox.note(.delivered(try store.outbox.waiting(for: "log", limit: 10).map(\.id)))
        try store.record([change(sinks: ["log", "mail:x"])])
        #expect(try store.outbox.waiting(for: "log", limit: 10).isEmpty)
        #expect(try store.outbox.lengths() == ["mail:x": 1])
        #expect(try store.revisions(of: "a").count == 1)
    }

    @Test("Deliveries wait in their order until they are taken, refused or too many")
    func queue() throws {
        let store = try open().alerts
        var lost: [String: Int] = [:]
        for revision in 1...5 { lost = try store.record([change(revision: revision)], queue: 3) }
        #expect(lost == ["log": 1])
        let waiting = try store.outbox.waiting(for: "log", limit: 10)
        #expect(waiting.map(\.message.identity) == ["a.3", "a.4", "a.5"])
        #expect(waiting[0].message.content.text == "t3")
        try store.outbox.note(.failed([waiting[0].id]))
        #expect(try store.outbox.waiting(for: "log", limit: 1)[0].attempts == 1)
        try store.outbox.note(.refused([waiting[0].id], reason: "no"))
        try store.outbox.note(.delivered([waiting[1].id]))
        #expect(try store.outbox.waiting(for: "log", limit: 10).map(\.message.identity) == ["a.5"])
        #expect(try store.outbox.refused().map(\.reason) == ["no"])
        #expect(try store.outbox.keep(for: ["other"]) == 2)
        #expect(try store.outbox.lengths().isEmpty)
    }

    @Test("Another process acknowledges, mutes and lifts while the node runs, and the node sees that it did")
    func others() throws {
        let node = try open()
        try node.alerts.record([change()])
        let before = try node.alerts.version()
        let desk = try DeskDatabase.open(existingIn: folder.path)
        let other = desk.alerts
        let seen = StoredAlert.Acknowledgement(time: Date(timeIntervalSince1970: 7), author: "noc", note: "ours")
        #expect(try other.acknowledge("a", seen))
        #expect(try !other.acknowledge("b", seen))
        #expect(try node.alerts.version() != before)
        #expect(try node.alerts.acknowledged() == ["a"])
        #expect(try node.alerts.alerts()[0].acknowledgement == seen)
        let begins = Date(timeIntervalSince1970: 10)
        var mute = Suppression(
            kind: .mute, alertClass: "bogon", prefix: "192.0.2.0/24", asn: 1, begins: begins,
            ends: Date(timeIntervalSince1970: 20), reason: "r", author: "x")
        mute.id = try other.add(mute)
        #expect(try node.alerts.suppressions(at: begins) == [mute])
        #expect(try node.alerts.suppressions(at: Date(timeIntervalSince1970: 20)).isEmpty)
        #expect(try other.removeSuppression(mute.id))
        #expect(try !other.removeSuppression(mute.id))
        // What the node notes later leaves what the operator said.
        try node.alerts.record([change(revision: 2)])
        #expect(try other.alerts()[0].acknowledgement == seen)
        try desk.close()
    }

    @Test("Alerts that ended long ago go, and the oldest that ended when there are too many; open ones stay")
    func prune() throws {
        let store = try open().alerts
        try store.record([
            change("old", at: 1_000, ended: 1_000), change("new", at: 3_000, ended: 3_000), change("open", at: 500),
            change("newer", at: 4_000, ended: 4_000),
        ])
        try store.prune(endedBefore: Date(timeIntervalSince1970: 2_000), most: 2)
        #expect(try store.alerts().map(\.id) == ["newer", "open"])
        #expect(try store.alerts(onlyOpen: true).map(\.id) == ["open"])
        #expect(try store.revisions(of: "old").isEmpty)
    }

    @Test("A file is known by what it was when it was read")
    func files() throws {
        let store = try open().alerts
        let file = FileStamp(inode: .max, size: 10, modified: 5, changed: 6)
        #expect(try !store.hasSeen("/a", file))
        try store.note("/a", file, at: Date(timeIntervalSince1970: 9))
        #expect(try store.hasSeen("/a", file))
        // Other rights are no other content.
        #expect(try store.hasSeen("/a", FileStamp(inode: .max, size: 10, modified: 5, changed: 7)))
        #expect(try !store.hasSeen("/b", file))
        #expect(try !store.hasSeen("/a", FileStamp(inode: .max, size: 11, modified: 5, changed: 6)))
        #expect(try !store.hasSeen("/a", FileStamp(inode: 1, size: 10, modified: 5, changed: 6)))
        try store.forgetFiles(before: Date(timeIntervalSince1970: 10))
        #expect(try !store.hasSeen("/a", file))
    }

    @Test("Of files that were read and of refused deliveries the latest are kept")
    func limits() throws {
        let store = try open().alerts
        for number in 1...5 {
            try store.note(
                "/\(number)", FileStamp(inode: 1, size: 1, modified: 1, changed: 1),
                at: Date(timeIntervalSince1970: Double(number)))
        }
        try store.limit(seenFiles: 2)
        let stamp = FileStamp(inode: 1, size: 1, modified: 1, changed: 1)
        let seen = try (1...5).filter { try store.hasSeen("/\($0)", stamp) }
        #expect(seen == [4, 5])
    }

    @Test("Where no node has been there are no alerts")
    func absent() throws {
        let error = #expect(throws: SQLiteFileError.self) { try DeskDatabase.open(existingIn: folder.path) }
        guard case .folder? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
