import BGPMessages
import NumberResources
import RouteSecurity
import ValidatedPayloads

/// What an update costs the detector, with 1,000 own prefixes and as many VRPs as there were in July 2025.
enum DetectionSuite {
    static func benchmarks() -> [Benchmark] {
        let feed = Feed(SyntheticFeed(seed: 2, peers: 24))
        // 300,000 updates a second.
        let target = Duration.nanoseconds(3_333)
        return [
            Benchmark("detection, update of a full table", operations: 2_000_000, batch: 4_000, target: target) {
                feed.state.table($0)
                return UInt64($0.count)
            },
            Benchmark("detection, update of a mix", operations: 2_000_000, batch: 4_000, target: target) {
                feed.state.updates($0.count)
                return UInt64($0.count)
            },
            Benchmark("detection, newly validated payloads", target: .milliseconds(1_000)) {
                feed.state.payloadsAgain()
                return 1
            },
        ]
    }

    /// The detector goes on from one batch to the next.
    private final class Feed {
        var state: SyntheticFeed

        init(_ state: SyntheticFeed) {
            self.state = state
        }
    }
}

/// A feed of made-up routes that go straight into a detector.
struct SyntheticFeed {
    private static let own: ASN = 3333
    private var random: SeededGenerator
    private var detector: RouteDetector
    private let feed: FeedID
    private let peers: [BGPPeer]
    private let prefixes: [IPPrefix]
    private let ownPrefixes: [IPPrefix]
    private let paths: [ASPath]
    private let ownPaths: [ASPath]
    private let payloads: PayloadSet
    private var time = BGPTime(seconds: 1_770_000_000)

    init(seed: UInt64, peers count: Int) {
        var random = SeededGenerator(seed)
        var routes = SyntheticRoutes(seed: seed)
        let entries = routes.entries(723_521)
        prefixes = entries.map(\.prefix).filter { $0.family == .ipv4 }
        // Own space lies in 240.0.0.0/4, where no other prefix does.
        ownPrefixes = (0..<1_000).map {
            IPPrefix(truncating: IPAddress(ipv4: 0xf000_0000 + UInt32($0) << 16), length: 20)
        }
        var builder = PayloadSetBuilder()
        let source = builder.source(.object(.init(trustAnchor: "ripe")))
        for entry in entries { builder.add(VRP(prefix: entry.prefix, asn: ASN(entry.value)), source: source) }
        for prefix in ownPrefixes { builder.add(VRP(prefix: prefix, asn: SyntheticFeed.own), source: source) }
        payloads = builder.build()
        peers = (0..<count).map { BGPPeer(address: IPAddress(ipv4: UInt32($0 + 1)), asn: ASN(UInt32(1_000 + $0))) }
        paths = (0..<20_000).map { _ in
            ASPath(
                (0..<Int.random(in: 3...7, using: &random)).map { _ in ASN(.random(in: 10_000...60_000, using: &random))
                })
        }
        ownPaths = (0..<2_000).map { _ in
            ASPath([ASN(.random(in: 10_000...60_000, using: &random)), 1299, SyntheticFeed.own])
        }
        var configuration = DetectionConfiguration(asns: [SyntheticFeed.own], upstreams: [1299])
        configuration.prefixes = ownPrefixes.map { .init($0) }
        detector = RouteDetector(configuration, payloads: payloads, at: time)
        feed = detector.addFeed("synthetic", silentAfter: 0)
        self.random = random
    }

    private mutating func announce(_ prefix: IPPrefix, _ path: ASPath, by peer: Int) {
        var attributes = PathAttributes()
        attributes.asPath = path
        _ = detector.receive(
            RouteEvent(time: time, peer: peers[peer], prefix: prefix, action: .announce(attributes)), feed: feed)
    }

    /// The number of a peer's routes.
    var tableSize: Int {
        prefixes.count + ownPrefixes.count
    }

    /// Routes of the tables of all peers, one table after the other, by their numbers.
    mutating func table(_ range: Range<Int>) {
        for index in range {
            let peer = index / tableSize % peers.count
            let place = index % tableSize
            if place < ownPrefixes.count {
                announce(ownPrefixes[place], ownPaths[Int(random.next() % 2_000)], by: peer)
            } else {
                announce(prefixes[place - ownPrefixes.count], paths[Int(random.next() % 20_000)], by: peer)
            }
        }
    }

    /// A mix as collectors see it: nine announcements of foreign prefixes to a withdrawal, 18 in a thousand are other paths of
    /// own prefixes, two a hijack of one of twenty of them, which lasts until the peer's next route to it.
    mutating func updates(_ count: Int) {
        time = BGPTime(microseconds: time.microseconds + Int64(count) * 10 / 3)
        _ = detector.advance(to: time)
        for _ in 0..<count {
            let peer = Int(random.next() % UInt64(peers.count))
            switch random.next() % 1_000 {
            case 0..<18:
                announce(ownPrefixes[Int(random.next() % 1_000)], ownPaths[Int(random.next() % 2_000)], by: peer)
            case 18..<20:
                announce(ownPrefixes[Int(random.next() % 20)], paths[Int(random.next() % 20)], by: peer)
            case 20..<120:
                let prefix = prefixes[Int(random.next() % UInt64(prefixes.count))]
                _ = detector.receive(
                    RouteEvent(time: time, peer: peers[peer], prefix: prefix, action: .withdraw), feed: feed)
            default:
                let prefix = prefixes[Int(random.next() % UInt64(prefixes.count))]
                announce(prefix, paths[Int(random.next() % 20_000)], by: peer)
            }
        }
    }

    mutating func payloadsAgain() {
        _ = detector.update(payloads: payloads)
    }

    var statistics: DetectionStatistics {
        detector.statistics
    }

    var alertCount: Int {
        detector.alerts.count
    }
}
