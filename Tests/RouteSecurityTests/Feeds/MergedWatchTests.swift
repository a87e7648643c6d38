import BGPMessages
import NumberResources
import TestSupport
import Testing

@testable import RouteSecurity

/// Alerts do not depend on the order in which files, and the folders that they are in, are named.
@Suite("A watch of merged files") struct MergedWatchTests {
    typealias File = RouteMergeTests.File

    private static let prefixes = ["193.0.0.0/16", "193.0.6.0/24", "2001:67c::/32", "193.0.0.0/12", "8.8.8.0/24"]
    private static let paths: [[ASN]] = [
        [1299, 3333], [1299, 666], [174, 3333], [667, 3333], [1299, 3333, 64_500], [174, 668],
    ]

    /// Up to five files in up to three folders, each of a peer or two that take and give up routes to us.
    private static func files(_ chance: inout SeededGenerator) -> [File] {
        (0..<Int.random(in: 2...5, using: &chance)).map { number in
            var time = Int.random(in: 0...200, using: &chance)
            let feed = Int.random(in: 0..<3, using: &chance)
            let events = (0..<Int.random(in: 1...8, using: &chance)).map { _ in
                time += Int.random(in: 0...300, using: &chance)
                let peer = UInt32(number * 2 + Int.random(in: 0...1, using: &chance))
                var attributes = PathAttributes()
                attributes.asPath = ASPath([ASN(50_000 + peer)] + (paths.randomElement(using: &chance) ?? []))
                let isGone = Int.random(in: 0..<4, using: &chance) == 0
                var event = RouteMergeTests.event(time, peer, isGone ? .withdraw : .announce(attributes))
                event.prefix = Scenario.prefix(prefixes.randomElement(using: &chance) ?? "")
                return event
            }
            return File(name: "folder\(feed)/file\(number)", events: events, feed: feed)
        }
    }

    /// What a watch of the files reports; the feeds of the folders are known before, in order, as those of a node are.
    private static func alerts(_ files: [File]) -> [AlertChange] {
        var configuration = Scenario.configuration()
        configuration.checks = [.newPrefix, .newDownstream, .superPrefixOrigin, .notOurs]
        configuration.thresholds.campaignWindow = 600
        var detector = RouteDetector(configuration, at: BGPTime(microseconds: 0), clock: .routes)
        let feeds = (0..<3).map { detector.addFeed("folder\($0)", silentAfter: 0, kind: .recording) }
        var changes: [AlertChange] = []
        for (feed, message) in RouteMergeTests.reported(files, portion: 4).messages {
            changes += detector.receive(message, feed: feeds[feed])
        }
        return changes + detector.conclude()
    }

    @Test(
        "ten thousand cases: the same alerts at the same times for every order of files and folders", arguments: 1...5)
    func permutations(_ seed: UInt64) {
        var chance = SeededGenerator(seed)
        var raised = 0
        for _ in 0..<2_000 {
            let files = Self.files(&chance)
            let expected = Self.alerts(files)
            raised += expected.count
            #expect(Self.alerts(files.shuffled(using: &chance)) == expected)
        }
        #expect(raised > 2_000)
    }

    @Test("what each folder reports stays that of its feed, by time over all of them") func feeds() {
        let files = [
            File(name: "b/1", events: [RouteMergeTests.event(0, 1), RouteMergeTests.event(4, 1)], feed: 1),
            File(name: "a/1", events: [RouteMergeTests.event(2, 2), RouteMergeTests.event(6, 2)], feed: 0),
        ]
        let messages = RouteMergeTests.reported(files, portion: 9).messages.filter {
            if case .routes = $0.message { true } else { false }
        }
        #expect(messages.map(\.feed) == [1, 0, 1, 0])
        #expect(
            messages.map(\.message) == [
                .routes([files[0].events[0]]), .routes([files[1].events[0]]), .routes([files[0].events[1]]),
                .routes([files[1].events[1]]),
            ])
    }
}
