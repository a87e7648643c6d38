import BGPMessages
import NumberResources
import RouteSecurity
import Testing

@Suite("Detection: which alerts are meant") struct AlertFilterTests {
    private static let id = "0123456789abcdef"

    private static func alert(_ prefix: String = "193.0.0.0/16", by asn: ASN = 666) throws -> RouteAlert {
        var detection = Scenario()
        return try #require(detection.announce(prefix, [1299, asn]).first).alert
    }

    @Test("a class, a prefix, an AS number and an alert's number, in any order") func words() throws {
        let filter = try AlertFilter(["AS666", Self.id, "193.0.0.0/8", "exact-prefix-origin"])
        #expect(
            filter
                == AlertFilter(
                    prefixes: [Scenario.prefix("193.0.0.0/8")], classes: [.exactPrefixOrigin], offenders: [666],
                    id: Self.id))
        #expect(filter.description == "exact-prefix-origin 193.0.0.0/8 AS666 \(Self.id)")
        #expect(try AlertFilter(filter.description.split(separator: " ")) == filter)
        #expect(try AlertFilter([String]()).isEmpty)
        #expect(AlertFilter().description == "")
    }

    @Test(
        "the word that is refused is named: none of these, or the second of its kind",
        arguments: [
            (["no-such-class"], "no-such-class"), (["193.0.0.0/8", "193.0.0.0/8"], "193.0.0.0/8"),
            (["AS1", "AS2"], "AS2"), (["bogon", "bogon"], "bogon"), (["193.0.0.1"], "193.0.0.1"),
            ([id, id], id), (["0123456789ABCDEF"], "0123456789ABCDEF"), (["0123456789abcdeg"], "0123456789abcdeg"),
        ])
    func refused(_ words: [String], _ refused: String) {
        let refusal = #expect(throws: AlertFilter.Refusal.self) { try AlertFilter(words) }
        #expect(refusal?.word == refused)
    }

    @Test(
        "any of them alone makes a filter that does not fit all",
        arguments: [["bogon"], ["193.0.0.0/8"], ["AS1"], [id]])
    func notEmpty(_ words: [String]) throws {
        #expect(try !AlertFilter(words).isEmpty)
    }

    @Test("all that is named has to fit") func includes() throws {
        let alert = try Self.alert()
        func includes(_ words: String...) throws -> Bool { try AlertFilter(words).includes(alert) }
        #expect(try includes())
        #expect(try includes("exact-prefix-origin", "193.0.0.0/16", "AS666", alert.id))
        #expect(try includes("193.0.0.0/8"))
        #expect(try !includes("193.0.0.0/17"))
        #expect(try !includes("sub-prefix-origin", "193.0.0.0/16"))
        #expect(try !includes("exact-prefix-origin", "AS667"))
        #expect(try !includes(Self.id))
        var feed = alert
        feed.key = AlertKey(.feedSilent, of: .feed("rrc00"))
        #expect(try !AlertFilter(["193.0.0.0/8"]).includes(feed))
        #expect(try !AlertFilter(["AS666"]).includes(feed))
        #expect(try AlertFilter(["feed-silent"]).includes(feed))
    }

    @Test("a mute holds from its first moment to before its last") func mute() throws {
        let alert = try Self.alert()
        let mute = AlertMute(AlertFilter(), from: BGPTime(seconds: 10), until: BGPTime(seconds: 20))
        for (seconds, holds) in [(9, false), (10, true), (19, true), (20, false)] as [(UInt32, Bool)] {
            #expect(mute.mutes(alert, at: BGPTime(seconds: seconds)) == holds)
        }
        #expect(AlertMute(AlertFilter()).mutes(alert, at: BGPTime(microseconds: -1)))
        #expect(!AlertMute(AlertFilter(offenders: [667])).mutes(alert, at: BGPTime(seconds: 15)))
    }

    @Test("a maintenance window holds from its first moment to before its last") func window() throws {
        let alert = try Self.alert()
        let window = MaintenanceWindow(from: BGPTime(seconds: 10), to: BGPTime(seconds: 20))
        for (seconds, holds) in [(9, false), (10, true), (19, true), (20, false)] as [(UInt32, Bool)] {
            #expect(window.holdsBack(alert, at: BGPTime(seconds: seconds)) == holds)
        }
        let other = MaintenanceWindow(
            from: BGPTime(seconds: 10), to: BGPTime(seconds: 20), alerts: AlertFilter(offenders: [667]))
        #expect(!other.holdsBack(alert, at: BGPTime(seconds: 15)))
    }

    @Test("people are notified of each change, unless it is muted at its time", arguments: AlertChange.Kind.allCases)
    func notifies(_ kind: AlertChange.Kind) throws {
        let alert = try Self.alert()
        let change = AlertChange(kind, at: BGPTime(seconds: 20), alert: alert)
        #expect(NotificationPolicy().notifies(of: change))
        let mute = AlertMute(AlertFilter(offenders: [666]), until: BGPTime(seconds: 21))
        #expect(!NotificationPolicy(mutes: [mute]).notifies(of: change))
        #expect(NotificationPolicy(mutes: [AlertMute(AlertFilter(offenders: [667]))]).notifies(of: change))
        let over = AlertMute(AlertFilter(), until: BGPTime(seconds: 20))
        #expect(NotificationPolicy(mutes: [over]).notifies(of: change))
        #expect(!NotificationPolicy(mutes: [over, mute]).notifies(of: change))
    }

    @Test(
        "of what somebody has seen only how it ends is news",
        arguments: [
            (AlertChange.Kind.raised, true), (.updated, false), (.dormant, false), (.resumed, false), (.ended, true),
            (.reopened, true), (.withdrawn, true),
        ])
    func acknowledged(_ kind: AlertChange.Kind, _ notifies: Bool) throws {
        let alert = try Self.alert()
        let change = AlertChange(kind, at: BGPTime(seconds: 20), alert: alert)
        #expect(NotificationPolicy(acknowledged: [alert.id]).notifies(of: change) == notifies)
        #expect(NotificationPolicy(acknowledged: [Self.id]).notifies(of: change))
    }
}
