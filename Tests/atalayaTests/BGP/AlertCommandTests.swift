import Foundation
import Testing

@Suite("bgp alerts", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct AlertCommandTests {
    /// A watch that has read an incident that has ended, and one that has not.
    private func watched(_ lines: String = "") throws -> (watch: WatchLaboratory, ids: [String]) {
        let watch = try WatchLaboratory(lines, bmp: false)
        var dump = WatchFileTests.incident()
        dump.add("203.0.113.128/25", [64_666], at: WatchFileTests.start + 3_700)
        try dump.write(to: watch.sandbox("updates.mrt"))
        #expect(try watch.read(watch.sandbox("updates.mrt")).status == 0)
        let ids = try watch.alerts("list", "--all", "--format", "json").objects().compactMap { $0["id"] as? String }
        #expect(ids.count == 2)
        return (watch, ids)
    }

    @Test("They are listed as table, CSV and JSON, and chosen by class, prefix and severity")
    func list() throws {
        let (watch, ids) = try watched()
        let table = try watch.alerts("list").output.split(separator: "\n")
        #expect(table.count == 2 && table[0].hasPrefix("ID ") && table[1].hasPrefix(ids[0]))
        let csv = try watch.alerts("list", "--all", "--format", "csv").output.split(separator: "\n")
        #expect(csv.count == 3 && csv[0] == "id,state,severity,class,prefix,by,raised,updated,seen,summary")
        #expect(csv[2].contains(",ended,") && csv[2].contains(",198.51.100.0/24,AS64666,"))
        let event = try #require(try watch.alerts("list", "--format", "json").objects()[0]["event"] as? [String: Any])
        #expect(event["identifier"] as? String == "sub-prefix-origin")
        #expect(
            try watch.alerts("list", "--all", "--class", "exact-prefix-origin", "--format", "json").objects().count == 1
        )
        #expect(
            try watch.alerts("list", "--all", "--prefix", "203.0.112.0/20", "--format", "json").objects().count == 1)
        #expect(try watch.alerts("list", "--all", "--severity", "critical", "--format", "json").objects().isEmpty)
        #expect(try watch.alerts("list", "--class", "nonsense").status == 2)
    }

    @Test("One is shown with its history; a number that is wrong or not one is refused")
    func show() throws {
        let (watch, ids) = try watched()
        let shown = try watch.alerts("show", String(ids[1].prefix(6)))
        #expect(shown.status == 0)
        for words in [
            "Class:       exact-prefix-origin", "By:          AS64666", "Gone:", "History:", " ended: ",
        ] {
            #expect(shown.output.contains(words), "\(words)")
        }
        // Nothing is to be done about what is over.
        #expect(!shown.output.contains("What to do:"))
        #expect(try watch.alerts("show", ids[0]).output.contains("What to do:"))
        let json = try watch.alerts("show", ids[1], "--format", "json").objects()[0]
        #expect((json["history"] as? [Any])?.count == 3)
        #expect(try watch.alerts("show", "zz").status == 1)
        #expect(try watch.alerts("ack", ids[0], "zz").status == 1)
        #expect(try !watch.alerts("list").output.contains("noc"))
    }

    @Test("They are acknowledged, muted and lifted, and windows are set")
    func answers() throws {
        let (watch, ids) = try watched()
        #expect(try watch.alerts("ack", ids[0], "--by", "noc", "--note", "ours").output == ids[0] + "\n")
        #expect(try watch.alerts("list").output.contains(" noc "))
        #expect(try watch.alerts("show", ids[0]).output.contains("by noc: ours"))
        let number = try watch.alerts("mute", "bogon", "203.0.113.0/24", "--reason", "known", "--by", "noc").output
        #expect(number == "1\n")
        #expect(
            try watch.alerts("maintain", "AS64666", "--to", "2099-01-01T00:00:00Z", "--by", "noc").output == "2\n")
        let silences = try watch.alerts("silences", "--format", "csv").output.split(separator: "\n")
        #expect(silences.count == 3)
        #expect(silences[1].hasPrefix("1,mute,bogon 203.0.113.0/24,") && silences[1].hasSuffix(",,noc,known"))
        #expect(silences[2].contains(",2099-01-01T00:00:00Z,noc,"))
        #expect(try watch.alerts("lift", "1").status == 0)
        #expect(try watch.alerts("lift", "1").status == 1)
        #expect(try watch.alerts("mute").status == 2)
        #expect(try watch.alerts("mute", "nonsense").status == 2)
        #expect(
            try watch.alerts("maintain", "--from", "2099-01-02T00:00:00Z", "--to", "2099-01-01T00:00:00Z").status == 2)
    }

    @Test("What is muted is kept and not passed on; what is worked on is not raised")
    func silenced() throws {
        let (muted, ids) = try watched("mutes: [sub-prefix-origin 203.0.113.0/24]")
        #expect(ids.count == 2)
        #expect(try muted.raised == ["exact-prefix-origin"])
        let watch = try WatchLaboratory(
            "maintenance: [2026-05-28T20:00:00Z/2026-05-28T21:00:00Z 198.51.100.0/24]", bmp: false)
        try WatchFileTests.incident().write(to: watch.sandbox("updates.mrt"))
        #expect(try watch.read(watch.sandbox("updates.mrt")).output.isEmpty)
    }

    @Test("Where no node has been there is nothing to list, which is an error")
    func absent() throws {
        let watch = try WatchLaboratory(bmp: false)
        let result = try watch.alerts("list")
        #expect(result.status == 1)
        #expect(result.errors.contains("there is no database of a node in this folder"))
    }
}
