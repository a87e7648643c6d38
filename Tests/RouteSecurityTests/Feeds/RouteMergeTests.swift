import BGPMessages
import NumberResources
import TestSupport
import Testing

@testable import RouteSecurity

/// Files are merged by the time of their routes, in whatever order they are named.
@Suite("Merging of files by time") struct RouteMergeTests {
    /// A file in memory.
    struct File {
        let name: String
        var events: [RouteEvent]
        /// The folder that it is in, by number.
        var feed = 0
    }

    static let start = BGPTime(seconds: 1_770_000_000)

    static func event(_ seconds: Int, _ peer: UInt32, _ action: RouteEvent.Action = .withdraw) -> RouteEvent {
        RouteEvent(
            time: BGPTime(microseconds: start.microseconds + Int64(seconds) * 1_000_000),
            peer: BGPPeer(address: IPAddress(ipv4: peer), asn: ASN(50_000 + peer)),
            prefix: IPPrefix(IPAddress(ipv4: 0xc100_0000 + peer)), action: action)
    }

    /// What a consumer gets of files that are named in this order.
    static func merged(_ files: [File], portion: Int, openFiles: Int = 64) -> (messages: [FeedMessage], late: Int) {
        let (all, late) = reported(files, portion: portion, openFiles: openFiles)
        return (all.map(\.message), late)
    }

    /// The same, with the number of the feed that each message is of.
    static func reported(
        _ files: [File], portion: Int, openFiles: Int = 64
    ) -> (messages: [(feed: Int, message: FeedMessage)], late: Int) {
        var merge = RouteMerge(
            files.map { RouteMerge.File($0.name, first: $0.events.first?.time, feed: $0.feed) }, openFiles: openFiles,
            portion: 5)
        var read = files.map { _ in 0 }
        var messages: [(feed: Int, message: FeedMessage)] = []
        while true {
            switch merge.next() {
            case .open: continue
            case .read(let file):
                let rest = files[file].events.dropFirst(read[file]).prefix(portion)
                if rest.isEmpty {
                    merge.finish(file, [.fault(reason: "end", detail: files[file].name)])
                } else {
                    var batch = RouteBatch()
                    batch.events = Array(rest)
                    read[file] += rest.count
                    merge.supply(batch, to: file)
                }
            case .messages(let new, let feed): messages += new.map { (feed, $0) }
            case .end: return (messages, merge.late)
            }
        }
    }

    static func events(_ messages: [FeedMessage]) -> [RouteEvent] {
        messages.flatMap { message in
            if case .routes(let events) = message { return events }
            return []
        }
    }

    /// Up to four files of up to twelve routes, mostly in their order.
    private static func files(_ chance: inout some RandomNumberGenerator) -> [File] {
        (0..<Int.random(in: 1...4, using: &chance)).map { number in
            var time = Int.random(in: 0...20, using: &chance)
            let events = (0..<Int.random(in: 0...12, using: &chance)).map { _ in
                time += Int.random(in: -1...4, using: &chance)
                return event(time, UInt32(number))
            }
            return File(name: "file\(number)", events: events)
        }
    }

    @Test("ten thousand cases: the same for every order of the files, and each file in its own order")
    func permutations() {
        var chance = SeededGenerator(7)
        for _ in 0..<10_000 {
            let files = Self.files(&chance)
            let portion = Int.random(in: 1...5, using: &chance)
            let expected = Self.events(Self.merged(files, portion: portion).messages)
            for (number, file) in files.enumerated() {
                #expect(expected.filter { $0.peer.address == IPAddress(ipv4: UInt32(number)) } == file.events)
            }
            // A route comes no later than any that is later by more than its own file is out of order.
            for (index, event) in expected.enumerated() {
                let latest = expected[..<index].map(\.time).max() ?? event.time
                #expect(latest.microseconds - event.time.microseconds <= 12_000_000)
            }
            let other = Self.merged(files.shuffled(using: &chance), portion: portion)
            #expect(Self.events(other.messages) == expected)
            #expect(other.late == 0)
        }
    }

    @Test("files in order come out strictly by time") func ordered() {
        let files = [
            File(name: "a", events: (0..<50).map { Self.event($0 * 2, 1) }),
            File(name: "b", events: (0..<50).map { Self.event($0 * 2 + 1, 2) }),
            File(name: "c", events: [Self.event(200, 3)]),
        ]
        let times = Self.events(Self.merged(files, portion: 7).messages).map(\.time)
        #expect(times.count == 101 && times == times.sorted())
    }

    @Test("what is reported at the end of a file comes after its routes") func ends() {
        let files = [
            File(name: "a", events: [Self.event(0, 1), Self.event(9, 1)]), File(name: "b", events: [Self.event(5, 2)]),
        ]
        let messages = Self.merged(files, portion: 1).messages
        #expect(
            messages == [
                .routes([Self.event(0, 1), Self.event(5, 2)]), .fault(reason: "end", detail: "b"),
                .routes([Self.event(9, 1)]), .fault(reason: "end", detail: "a"),
            ])
    }

    @Test("one record of a time far ahead does not hold back what follows it") func damaged() {
        let files = [
            File(name: "a", events: [Self.event(0, 1), Self.event(2_000_000_000, 1), Self.event(2, 1)]),
            File(name: "b", events: [Self.event(1, 2), Self.event(3, 2)]),
        ]
        let peers = Self.events(Self.merged(files, portion: 9).messages).map(\.peer.asn)
        #expect(peers == [50_001, 50_001, 50_002, 50_001, 50_002])
    }

    @Test("no more files are open than may be; what that makes late is counted") func limit() {
        let files = (0..<6).map { number in
            File(name: "f\(number)", events: (0..<3).map { Self.event($0 * 10 + number, UInt32(number)) })
        }
        let result = Self.merged(files, portion: 2, openFiles: 2)
        #expect(Self.events(result.messages).count == 18)
        #expect(result.late > 0)
        // One after the other they are never too many.
        let apart = (0..<6).map { number in
            File(name: "f\(number)", events: (0..<3).map { Self.event(number * 100 + $0, UInt32(number)) })
        }
        #expect(Self.merged(apart, portion: 2, openFiles: 2).late == 0)
    }
}
