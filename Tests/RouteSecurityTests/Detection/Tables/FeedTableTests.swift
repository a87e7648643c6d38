import BGPMessages
import NumberResources
import Testing

@testable import RouteSecurity

@Suite("Detection: the table of feeds") struct FeedTableTests {
    private static let start = BGPTime(seconds: 1_770_000_000)

    private static func after(_ seconds: Int) -> BGPTime { start.adding(seconds: seconds) }

    @Test("a feed of a known name is the same; beyond the limit there is none") func names() {
        var feeds = FeedTable(limit: 2)
        #expect(feeds.add("a", silentAfter: 0, roles: [:], at: Self.start)?.index == 0)
        #expect(feeds.add("b", silentAfter: 0, roles: [64496: .peer], at: Self.start)?.index == 1)
        let again = feeds.add("a", silentAfter: 0, roles: [64497: .customer], at: Self.start)
        #expect(again?.index == 0 && again?.isKnown == true)
        #expect(feeds.role(of: 64497, at: 0) == .customer)
        #expect(feeds.role(of: 64496, at: 1) == .peer)
        #expect(feeds.role(of: 64496, at: 0) == nil)
        #expect(feeds.add("c", silentAfter: 0, roles: [:], at: Self.start)?.index == nil)
        #expect(feeds.ignored == 1)
        #expect(!feeds.contains(2) && !feeds.contains(-1) && feeds.contains(1))
    }

    @Test("a removed feed gives its place to another, once") func removal() {
        var feeds = FeedTable(limit: 2)
        _ = feeds.add("a", silentAfter: 10, roles: [:], at: Self.start)
        _ = feeds.add("b", silentAfter: 10, roles: [:], at: Self.start)
        feeds.remove(0)
        feeds.remove(0)
        #expect(!feeds.contains(0))
        #expect(feeds.received(from: 0, at: Self.after(1)) == false)
        #expect(feeds.silence(of: 0, at: Self.after(1_000)) == .none)
        let new = feeds.add("a", silentAfter: 10, roles: [:], at: Self.after(5))
        #expect(new?.index == 0 && new?.isKnown == false)
        #expect(feeds.name(of: 0) == "a")
        #expect(feeds.add("c", silentAfter: 0, roles: [:], at: Self.start)?.index == nil)
    }

    @Test("silence is reached with its last second, and once") func silence() {
        var feeds = FeedTable(limit: 1)
        _ = feeds.add("a", silentAfter: 60, roles: [:], at: Self.start)
        #expect(feeds.silenceDeadline(of: 0) == Self.after(60))
        #expect(feeds.silence(of: 0, at: Self.after(59)) == .later(Self.after(60)))
        #expect(feeds.silence(of: 0, at: Self.after(60)) == .reached)
        feeds.setSilent(0, true)
        #expect(feeds.silence(of: 0, at: Self.after(61)) == .none)
        #expect(feeds.received(from: 0, at: Self.after(70)) == true)
        feeds.setSilent(0, false)
        #expect(feeds.received(from: 0, at: Self.after(71)) == false)
        #expect(feeds.silence(of: 0, at: Self.after(72)) == .later(Self.after(131)))
    }

    @Test("a feed that has ended, or has no limit, is never silent; one that begins again may be") func ended() {
        var feeds = FeedTable(limit: 2)
        _ = feeds.add("file", silentAfter: 0, roles: [:], at: Self.start)
        #expect(feeds.silence(of: 0, at: Self.after(1_000_000)) == .none)
        _ = feeds.add("live", silentAfter: 1, roles: [:], at: Self.start)
        feeds.end(1)
        #expect(feeds.silenceDeadline(of: 1) == nil)
        #expect(feeds.silence(of: 1, at: Self.after(100)) == .none)
        _ = feeds.add("live", silentAfter: 5, roles: [:], at: Self.after(100))
        #expect(feeds.silence(of: 1, at: Self.after(104)) == .later(Self.after(105)))
        #expect(feeds.silence(of: 1, at: Self.after(105)) == .reached)
    }
}
