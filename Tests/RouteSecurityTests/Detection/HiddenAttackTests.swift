import BGPMessages
import NumberResources
import RouteSecurity
import TestSupport
import Testing

@testable import RouteSecurity

/// Whatever a router and its neighbours do around it, an attack that a neighbour has is an alert.
@Suite("Detection: no attack is hidden") struct HiddenAttackTests {
    private struct Attack: Hashable {
        let prefix: IPPrefix
        let offender: ASN
        let isFirstHop: Bool

        var alertClass: AlertClass {
            let isExact = [16, 32].contains(prefix.length)
            return isFirstHop
                ? isExact ? .exactPrefixFirstHop : .subPrefixFirstHop
                : isExact ? .exactPrefixOrigin : .subPrefixOrigin
        }
    }

    /// A router with its neighbours, as they are and as the detector has them.
    private struct World {
        var random: SeededGenerator
        var session = BMPSession()
        var adapter = BMPFeedAdapter()
        var detector: RouteDetector
        let feed: FeedID
        let routers: [RouterOctets]
        var now = Scenario.start
        var up: Set<Int> = []
        /// The attacks that neighbours have, by neighbour and prefix.
        var attacks: [Int: [IPPrefix: Attack]] = [:]
        var log: [String] = []

        static let prefixes = ["193.0.0.0/16", "193.0.6.0/24", "193.0.128.0/17", "2001:67c::/32", "2001:67c:8::/48"]
            .map(Scenario.prefix)

        init(seed: UInt64) {
            random = SeededGenerator(seed)
            var configuration = Scenario.configuration()
            configuration.checks = [.newPrefix, .newDownstream, .superPrefixOrigin, .notOurs, .roaMissing]
            configuration.thresholds.campaignWindow = 0
            let isKnown = Bool.random(using: &random)
            detector = RouteDetector(
                configuration, payloads: isKnown ? Scenario.payloads([("193.0.0.0/16", 16, 3333)]) : nil,
                at: Scenario.start)
            feed = detector.addFeed("router", silentAfter: 0, kind: .router)
            var routers: [RouterOctets] = []
            for number in 1...Int.random(in: 1...3, using: &random) { routers.append(RouterOctets(number, &random)) }
            self.routers = routers
        }

        /// The router sends octets, in pieces.
        mutating func send(_ octets: [UInt8], _ what: String) {
            log.append(what)
            var rest = octets[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1...rest.count, using: &random))
                rest = rest.dropFirst(piece.count)
                for message in adapter.messages(session.receive(Array(piece), at: now)) {
                    _ = detector.receive(message, feed: feed)
                }
            }
        }

        private mutating func bring(_ number: Int) {
            let router = routers[number]
            if up.contains(number) {
                up.remove(number)
                attacks[number] = nil
                send(router.down(at: now), "\(number) down")
            } else {
                up.insert(number)
                send(router.up(at: now), "\(number) up")
                // A path that can be read with AS numbers of one size only shows of which they are.
                let other = router.announcement(
                    of: Scenario.prefix("8.8.8.0/24"), [1299, 15_169], at: now, &random)
                send(other, "\(number) another prefix")
            }
        }

        mutating func step() {
            let number = Int.random(in: 0..<routers.count, using: &random)
            let router = routers[number]
            let prefix = World.prefixes.randomElement(using: &random) ?? World.prefixes[0]
            if !up.contains(number) { return bring(number) }
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<2: bring(number)
            case 2..<9:
                let attack = Attack(
                    prefix: prefix, offender: [666, 667].randomElement(using: &random) ?? 666,
                    isFirstHop: Int.random(in: 0..<3, using: &random) == 0)
                announce(attack, router)
                attacks[number, default: [:]][prefix] = attack
            case 9..<12:
                attacks[number]?[prefix] = nil
                let octets = router.announcement(
                    of: prefix, [1299, 3333], faults: faults(), at: now, &random)
                send(octets, "\(number) rightful \(prefix)")
            case 12..<14:
                attacks[number]?[prefix] = nil
                send(router.withdrawal(of: prefix, at: now), "\(number) withdraws \(prefix)")
            case 14..<15 where !router.isPostPolicy && attacks[number]?.isEmpty == false:
                send(router.withdrawal(of: prefix, isOtherView: true, at: now), "\(number) other view \(prefix)")
            case 15..<16:
                let octets = router.announcement(
                    of: prefix, [1299, 3333], isOutbound: true, at: now, &random)
                send(octets, "\(number) outbound \(prefix)")
            default:
                let seconds = Int64.random(in: 0...400, using: &random)
                now = BGPTime(microseconds: now.microseconds + seconds * 1_000_000)
                _ = detector.advance(to: now)
                log.append("\(seconds) s")
            }
        }

        private mutating func faults() -> [RouterOctets.Fault] {
            (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in
                RouterOctets.Fault.allCases.randomElement(using: &random)
            }
        }

        private mutating func announce(_ attack: Attack, _ router: RouterOctets) {
            var path: [ASN] = attack.isFirstHop ? [attack.offender, 3333] : [1299, attack.offender]
            if Bool.random(using: &random) { path.insert(path[0], at: 0) }
            let tails: [[ASN]] = attack.isFirstHop ? [[]] : [[], [3333], [3333, 1299], [64_496]]
            let tail = tails.randomElement(using: &random) ?? []
            let faults = faults()
            let octets = router.announcement(of: attack.prefix, path, tail: tail, faults: faults, at: now, &random)
            send(
                octets,
                "\(router.number - 1) \(path) \(tail) \(attack.prefix) \(faults) wide \(router.isWide) lies \(router.liesAboutWidth) post \(router.isPostPolicy) paths \(router.addsPaths)"
            )
        }

        /// The attacks that a neighbour has and no alert shows.
        var hidden: [Attack] {
            let shown = detector.alerts.filter { $0.state == .active }
            return Set(attacks.values.flatMap(\.values)).filter { attack in
                !shown.contains {
                    guard case .prefix(let own) = $0.key.subject else { return false }
                    return $0.key.alertClass == attack.alertClass && $0.key.offender == attack.offender
                        && own.covers(attack.prefix)
                }
            }
        }
    }

    @Test(
        "ten thousand cases: with faults of attributes, flags that lie, other views, peers up and down",
        arguments: 0..<10)
    func notHidden(_ part: UInt64) {
        var attacks = 0
        for number in 0..<UInt64(1_000) {
            var world = World(seed: part * 1_000 + number)
            for _ in 0..<Int.random(in: 4...14, using: &world.random) {
                world.step()
                attacks += world.attacks.values.reduce(0) { $0 + $1.count }
                let hidden = world.hidden
                if !hidden.isEmpty {
                    Issue.record("\(hidden) \(world.log.suffix(6))")
                    return
                }
            }
        }
        #expect(attacks > 1_000)
    }
}
