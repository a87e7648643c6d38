import Access
import FoundationEssentials
import SecurityEvents
import Testing

@Suite("Decisions that wait for the audit") struct AuditQueueTests {
    private static func record(
        _ seconds: Double, client: String = "192.0.2.1", _ principal: Principal = .anyone,
        refusal: AccessDecision.Refusal? = .noCredentials
    ) -> AccessRecord {
        AccessRecord(
            time: Date(timeIntervalSince1970: seconds), client: client,
            question: AccessQuestion(.read, Resource("alerts"), marked: .red),
            decision: AccessDecision(principal, refusal: refusal))
    }

    @Test("Equal decisions of one minute are one entry with their count") func minutes() {
        let queue = AuditQueue()
        for seconds in [60.5, 61, 119.5, 120] { queue.append(Self.record(seconds)) }
        let (entries, lost) = queue.take()
        #expect(entries.map(\.count) == [3, 1])
        #expect(entries.map(\.minute) == [1, 2])
        #expect(entries[0].first == Date(timeIntervalSince1970: 60.5))
        #expect(entries[0].last == Date(timeIntervalSince1970: 119.5))
        #expect(lost == 0)
        #expect(queue.take().entries.isEmpty)
    }

    @Test("An entry says who asked from where, what for, and what came of it") func content() throws {
        let queue = AuditQueue()
        queue.append(Self.record(60, .token("soc"), refusal: nil))
        let entry = try #require(queue.take().entries.first)
        #expect(entry.principal == "token soc")
        #expect(entry.client == "192.0.2.1")
        #expect(entry.verb == "read" && entry.resource == "alerts" && entry.label == "TLP:RED")
        #expect(entry.refusal == nil)
    }

    @Test("Where too many different ones wait, further ones are counted as lost") func overflow() {
        var limits = AuditLimits()
        limits.auditWaiting = 2
        let queue = AuditQueue(limits: limits)
        for number in 0..<5 { queue.append(Self.record(0, .token("t\(number)"), refusal: nil)) }
        queue.append(Self.record(1, .token("t0"), refusal: nil))
        let (entries, lost) = queue.take()
        #expect(entries.map(\.principal) == ["token t0", "token t1"])
        #expect(entries[0].count == 2, "one that waits already is still counted")
        #expect(lost == 3)
        #expect(queue.take().lost == 0)
    }

    @Test("Refusals of many addresses in a minute share an entry, so that they push nothing out") func clients() {
        var limits = AuditLimits()
        limits.refusedClients = 2
        let queue = AuditQueue(limits: limits)
        for number in 0..<50 { queue.append(Self.record(0, client: "203.0.113.\(number)")) }
        queue.append(Self.record(1, client: "203.0.113.1"))
        queue.append(Self.record(1, client: "203.0.113.60", .token("soc"), refusal: nil))
        queue.append(Self.record(60, client: "203.0.113.9"))
        let entries = queue.take().entries
        #expect(entries.map(\.client) == ["203.0.113.0", "203.0.113.1", "several", "203.0.113.60", "203.0.113.9"])
        #expect(entries.map(\.count) == [1, 2, 48, 1, 1])
    }

    @Test("A long name does not make a long row") func long() throws {
        let queue = AuditQueue()
        queue.append(Self.record(0, client: String(repeating: "ü", count: 5_000)))
        #expect(try #require(queue.take().entries.first).client.utf8.count <= AuditLimits().textOctets + 3)
    }
}
