import Delivery
import DeskStore
import Foundation
import LocalFiles
import TestSupport
import Testing

/// What is kept of alerts, for how long, and which of them an operator has seen.
@Suite("Alerts: what is kept, to the last one") struct AlertRetentionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open() throws -> AlertStore { try DeskDatabase.open(folder: folder.path).alerts }

    private static func date(_ seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }

    private func change(
        _ id: String = "a", revision: Int = 1, at time: Double = 100, ended: Double? = nil, severity: Int = 3,
        peak: Int = 4, sinks: [String] = []
    ) -> StoredChange {
        let alert = StoredAlert(
            id: id, kind: "squatting", state: ended == nil ? "active" : "ended", severity: severity, peak: peak,
            raised: Self.date(100), updated: Self.date(time), ended: ended.map(Self.date), revision: revision,
            summary: "s", text: "t", event: "{}")
        return StoredChange(alert: alert, change: "updated", time: Self.date(time), sinks: sinks)
    }

    @Test("Of an alert that changes for months the last thousand revisions are kept, and of each alert its own")
    func revisions() throws {
        let store = try open()
        try store.record((1...1_002).map { change(revision: $0) } + (1...3).map { change("b", revision: $0) })
        #expect(try store.revisions(of: "a").map(\.revision) == Array(3...1_002))
        #expect(try store.revisions(of: "a", limit: 10_000).count == 1_000)
        #expect(try store.revisions(of: "b").map(\.revision) == [1, 2, 3])
        #expect(try store.revisions(of: "a", limit: 2).map(\.revision) == [1_001, 1_002])
        try store.record([change(revision: 1_003)])
        #expect(try store.revisions(of: "a").map(\.revision) == Array(4...1_003))
    }

    @Test("An alert that ended at the limit is kept, one that ended before goes with its revisions")
    func limit() throws {
        let store = try open()
        try store.record([
            change("at", at: 2_000, ended: 2_000), change("before", at: 1_999.5, ended: 1_999.5), change("open", at: 1),
        ])
        try store.prune(endedBefore: Self.date(2_000), most: 100)
        #expect(try store.alerts().map(\.id) == ["at", "open"])
        #expect(try store.revisions(of: "at").count == 1)
        #expect(try store.revisions(of: "before").isEmpty)
    }

    @Test("As many alerts are kept as the limit says; those that ended first go, and none that is open")
    func most() throws {
        let store = try open()
        try store.record(
            (1...5).map { change("ended-\($0)", at: Double($0), ended: Double($0)) } + [
                change("open-1", at: 0), change("open-2", at: 0),
            ])
        try store.prune(endedBefore: Self.date(0), most: 7)
        #expect(try store.alerts().count == 7)
        try store.prune(endedBefore: Self.date(0), most: 4)
        #expect(try store.alerts().map(\.id) == ["ended-5", "ended-4", "open-1", "open-2"])
        try store.prune(endedBefore: Self.date(0), most: 1)
        #expect(try store.alerts().map(\.id) == ["open-1", "open-2"])
    }

    @Test("Refused deliveries go with the time of alerts, those that wait do not")
    func refused() throws {
        let store = try open()
        for revision in 1...3 { try store.record([change(revision: revision, at: Double(revision), sinks: ["x"])]) }
        let ids = try store.outbox.waiting(for: "x", limit: 10).map(\.id)
        try store.outbox.note(.refused(Array(ids[..<2]), reason: "no"))
        try store.prune(endedBefore: Self.date(2), most: 100)
        #expect(try store.outbox.refused().map(\.message.message.revision) == [2])
        try store.prune(endedBefore: Self.date(10), most: 100)
        #expect(try store.outbox.refused().isEmpty)
        #expect(try store.outbox.waiting(for: "x", limit: 10).map(\.message.revision) == [3])
    }

    @Test("Of refused deliveries the latest are kept, as many as the limit says; those that wait do not count")
    func refusedLimit() throws {
        let store = try open()
        for revision in 1...6 { try store.record([change(revision: revision, sinks: ["x"])]) }
        let ids = try store.outbox.waiting(for: "x", limit: 10).map(\.id)
        try store.outbox.note(.refused(Array(ids[1...]), reason: "no"))
        try store.outbox.limit(refused: 5)
        #expect(try store.outbox.refused().count == 5)
        try store.outbox.limit(refused: 2)
        #expect(try store.outbox.refused().map(\.message.message.revision) == [5, 6])
        #expect(try store.outbox.waiting(for: "x", limit: 10).map(\.message.revision) == [1])
    }

    @Test("What waits for one sink is bounded for that sink alone, and what was refused does not count")
    func queues() throws {
        let store = try open()
        for revision in 1...3 { try store.record([change(revision: revision, sinks: ["x", "y"])], queue: 3) }
        #expect(try store.outbox.lengths() == ["x": 3, "y": 3])
        try store.outbox.note(.refused(try store.outbox.waiting(for: "x", limit: 1).map(\.id), reason: "no"))
        let lost = try store.record([change(revision: 4, sinks: ["x", "y"])], queue: 3)
        #expect(lost == ["y": 1])
        #expect(try store.outbox.waiting(for: "x", limit: 10).map(\.message.revision) == [2, 3, 4])
        #expect(try store.outbox.waiting(for: "y", limit: 10).map(\.message.revision) == [2, 3, 4])
        #expect(try store.outbox.refused().count == 1)
    }

    @Test("An acknowledgement counts while the alert is open, and again when it comes back")
    func acknowledged() throws {
        let store = try open()
        try store.record([change("a"), change("b"), change("c")])
        let seen = StoredAlert.Acknowledgement(time: Self.date(7), author: "noc")
        for id in ["a", "b"] { #expect(try store.acknowledge(id, seen)) }
        #expect(try store.acknowledged() == ["a", "b"])
        try store.record([change("b", revision: 2, at: 200, ended: 200)])
        #expect(try store.acknowledged() == ["a"])
        #expect(try store.alerts().first { $0.id == "b" }?.acknowledgement == seen)
        try store.record([change("b", revision: 3, at: 300)])
        #expect(try store.acknowledged() == ["a", "b"])
    }

    @Test("A later revision replaces what is kept, an earlier one and the same do not")
    func order() throws {
        let store = try open()
        try store.record([change(revision: 2, severity: 1, peak: 4)])
        for revision in [1, 2] { try store.record([change(revision: revision, severity: 0, peak: 0, sinks: ["x"])]) }
        #expect(try store.alerts().first?.severity == 1)
        #expect(try store.marks()["a"]?.peak == 4)
        #expect(try store.outbox.lengths().isEmpty)
        try store.record([change(revision: 3, severity: 0, peak: 5)])
        #expect(try store.alerts().first?.severity == 0)
        #expect(try store.marks()["a"]?.peak == 5)
        #expect(try store.marks()["a"]?.revision == 3)
    }

    @Test("Alerts since a moment include those of that moment; the latest come first, as many as asked for")
    func since() throws {
        let store = try open()
        try store.record((1...4).map { change("a\($0)", at: Double($0 * 100), ended: $0 == 4 ? 400 : nil) })
        #expect(try store.alerts(since: Self.date(200)).map(\.id) == ["a4", "a3", "a2"])
        #expect(try store.alerts(since: Self.date(200.5)).map(\.id) == ["a4", "a3"])
        #expect(try store.alerts(since: Self.date(200), onlyOpen: true).map(\.id) == ["a3", "a2"])
        #expect(try store.alerts(limit: 2).map(\.id) == ["a4", "a3"])
        #expect(try store.alerts(beginning: "a").map(\.id) == ["a1", "a2"])
        #expect(try store.alerts(beginning: "a3").map(\.id) == ["a3"])
    }

    @Test("A suppression is over at its end, and one without an end never")
    func suppressions() throws {
        let store = try open()
        for (ends, reason) in [(20.0, "first"), (nil, "for ever"), (30, "last")] as [(Double?, String)] {
            _ = try store.add(
                Suppression(
                    kind: .maintenance, begins: Self.date(10), ends: ends.map(Self.date), reason: reason, author: "x"))
        }
        #expect(try store.suppressions(at: Self.date(19)).map(\.reason) == ["first", "for ever", "last"])
        #expect(try store.suppressions(at: Self.date(20)).map(\.reason) == ["for ever", "last"])
        #expect(try store.suppressions(at: Self.date(30)).map(\.reason) == ["for ever"])
    }

    @Test("A file is another one by its path, its inode, its size and its time; as long as it is remembered")
    func files() throws {
        let store = try open()
        let file = FileStamp(inode: 1, size: 2, modified: 3, changed: 4)
        try store.note("/a", file, at: Self.date(10))
        #expect(try !store.hasSeen("/b", file))
        for other in [
            FileStamp(inode: 9, size: 2, modified: 3, changed: 4),
            FileStamp(inode: 1, size: 9, modified: 3, changed: 4),
            FileStamp(inode: 1, size: 2, modified: 9, changed: 4),
        ] {
            #expect(try !store.hasSeen("/a", other))
        }
        try store.forgetFiles(before: Self.date(10))
        #expect(try store.hasSeen("/a", file))
        try store.forgetFiles(before: Self.date(10.5))
        #expect(try !store.hasSeen("/a", file))
    }

    @Test("What the detector keeps comes back whole, also where it takes several rows, and replaces what was before")
    func memory() throws {
        let store = try open()
        for size in [(1 << 22) - 1, 1 << 22, (1 << 22) + 1, 3] {
            let octets = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try store.record([], memory: octets)
            #expect(try store.memory() == octets)
        }
    }
}
