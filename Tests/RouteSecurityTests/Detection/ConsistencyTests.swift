import BGPMessages
import NumberResources
import TestSupport
import Testing
import ValidatedPayloads

@testable import RouteSecurity

/// Whatever happens in whatever order, the counts agree with what is followed.
@Suite("Detection: counts in agreement") struct DetectionConsistencyTests {
    private static let prefixes = [
        "193.0.0.0/16", "193.0.0.0/17", "193.0.128.0/17", "193.0.1.0/24", "193.5.0.0/16", "2001:67c::/32", "8.8.8.0/24",
    ]
    private static let paths: [[ASN]] = [
        [1299, 3333], [174, 3333], [1299, 666], [667], [666, 3333], [174, 2121, 3333], [174, 3333, 1299, 15_169],
        [15_169],
    ]

    private func step(_ scenario: inout Scenario, _ random: inout SeededGenerator) -> [AlertChange] {
        let peer = Int.random(in: 1...4, using: &random)
        let prefix = DetectionConsistencyTests.prefixes[Int.random(in: 0..<7, using: &random)]
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<55:
            let path = DetectionConsistencyTests.paths[Int.random(in: 0..<8, using: &random)]
            let id: UInt32? = Bool.random(using: &random) ? 7 : nil
            return scenario.announce(prefix, path, by: peer, pathID: id)
        case 55..<80: return scenario.withdraw(prefix, by: peer, pathID: Bool.random(using: &random) ? 7 : nil)
        case 80..<84: return scenario.peerDown(peer)
        case 84..<88: return scenario.peerUp(peer)
        case 88..<90: return scenario.endOfTable(peer)
        case 90..<96: return scenario.wait(Int.random(in: 0...400, using: &random))
        case 96..<98:
            let vrps: [(String, UInt8, ASN)] = [
                ("193.0.0.0/16", 17, 3333), ("193.0.0.0/17", 17, 666), ("8.8.8.0/24", 24, 1),
            ]
            return scenario.detector.update(
                payloads: Scenario.payloads(vrps.filter { _ in Bool.random(using: &random) }))
        default:
            var configuration = Scenario.configuration()
            if Bool.random(using: &random) { configuration.prefixes.append(.init(Scenario.prefix("193.0.1.0/24"))) }
            if Bool.random(using: &random) { configuration.prefixes.remove(at: 0) }
            if Bool.random(using: &random) { configuration.excludedPeers = [.init(asn: Scenario.peer(2).asn)] }
            return scenario.detector.update(configuration: configuration)
        }
    }

    private func check(_ detector: RouteDetector) {
        let (peers, routes, visibility) = (detector.peers, detector.routes, detector.visibility)
        let up = peers.indices.filter(peers.isUp)
        #expect(routes.count == peers.indices.reduce(0) { $0 + routes.routes(of: $1).count })
        for mine in visibility.indices {
            let (present, all) = visibility.spread(of: mine)
            #expect(present == up.count { visibility.isHeld(Int32(mine), by: $0) })
            #expect(all - present == up.count { visibility.isLost(Int32(mine), by: $0) })
        }
        var counts: [Int: Int] = [:]
        for peer in peers.indices {
            var rightful: [Int32: Int32] = [:]
            var held: [Int32: Int32] = [:]
            for (key, route) in routes.routes(of: peer) {
                if route.incident >= 0 {
                    counts[Int(route.incident), default: 0] += 1
                } else {
                    rightful[route.own, default: 0] += 1
                }
                if route.own >= 0, peers.isUp(peer), route.session == peers.session(peer),
                    detector.own.isExact(key.prefix, route.own)
                {
                    held[route.own, default: 0] += 1
                }
            }
            #expect(routes.rightful(of: peer) == rightful)
            #expect(visibility.held(by: peer) == held)
        }
        for slot in detector.incidents.indices {
            guard let incident = detector.incidents[slot] else {
                #expect(counts[slot] == nil)
                continue
            }
            #expect(incident.routes == counts[slot, default: 0])
            #expect(incident.routes == incident.routesOfPeers)
            #expect(detector.incidents.slot(of: incident.key) == slot)
            #expect(!incident.isHeld || [.active, .withdrawn].contains(incident.state))
            #expect(incident.isHeld || incident.state != .active)
        }
        #expect(routes.paths.count <= routes.count)
    }

    @Test("after any steps", arguments: 1...6) func agree(_ seed: UInt64) {
        var random = SeededGenerator(seed)
        var scenario = Scenario()
        var told: [String: RouteAlert.State] = [:]
        for _ in 0..<400 {
            for change in step(&scenario, &random) {
                // Each change follows from the one before.
                let before = told[change.alert.id]
                switch change.kind {
                case .raised: #expect(before == nil)
                case .updated: #expect(before == .active || change.alert.flaps != nil)
                case .dormant: #expect(before == .active)
                case .resumed: #expect(before == .dormant)
                case .ended: #expect(before == .dormant || before == .active)
                case .reopened: #expect(before == .ended || before == .withdrawn)
                case .withdrawn: #expect(before == .active || before == .dormant)
                }
                told[change.alert.id] = change.alert.state
            }
            check(scenario.detector)
        }
        #expect(!told.isEmpty)
    }
}
