import BGPMessages
import NumberResources
import RouteSecurity
import TestSupport
import Testing
import ValidatedPayloads

/// What is advised can be done as it stands.
@Suite("Detection: advice does no harm") struct AdvicePropertyTests {
    private struct Route: Hashable {
        let prefix: IPPrefix
        let origin: ASN
    }

    /// Made up networks: our AS3333 and customers, within 193.0.0.0/16.
    private struct World {
        var configuration: DetectionConfiguration
        var vrps: Set<VRP> = []
        /// Announced, and ours by the configuration.
        var legitimate: Set<Route> = []

        init(_ random: inout SeededGenerator) {
            configuration = DetectionConfiguration(asns: [3333], upstreams: [1299, 174])
            var prefixes: [IPPrefix: [ASN]] = [:]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                prefixes[World.prefix(&random)] =
                    [[3333], [3333, 2121], [2121], []].randomElement(using: &random) ?? []
            }
            configuration.prefixes = prefixes.map { .init($0.key, origins: $0.value) }
            for (prefix, origins) in prefixes {
                for origin in origins { legitimate.insert(Route(prefix: prefix, origin: origin)) }
            }
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let prefix = World.prefix(&random)
                vrps.insert(
                    VRP(
                        prefix: prefix,
                        maxLength: min(
                            prefix.family == .ipv4 ? 24 : 48, prefix.length + UInt8.random(in: 0...3, using: &random)),
                        asn: [3333, 2121, 666].randomElement(using: &random) ?? 3333))
            }
        }

        static func prefix(_ random: inout SeededGenerator) -> IPPrefix {
            let length = Int.random(in: 20...24, using: &random)
            if Int.random(in: 0..<4, using: &random) == 0 {
                let part = UInt128.random(in: 0..<16, using: &random) << 80
                return IPPrefix(
                    truncating: IPAddress(ipv6: UInt128(0x2001_067c) << 96 + part), length: length + 24)
            }
            return IPPrefix(
                truncating: IPAddress(ipv4: 0xc100_0000 + UInt32.random(in: 0..<16, using: &random) << 8),
                length: length)
        }

        /// The origins that the configuration permits.
        func origins(of prefix: IPPrefix) -> [ASN] {
            configuration.prefixes.filter { $0.prefix.covers(prefix) }.max { $0.prefix.length < $1.prefix.length }?
                .origins ?? []
        }

        func state(_ route: Route, _ vrps: Set<VRP>) -> RouteOriginState {
            OriginValidation(vrps).state(of: route.prefix, origin: route.origin)
        }
    }

    private func announce(_ detector: inout RouteDetector, _ feed: FeedID, _ route: Route, _ path: [ASN], _ peer: Int)
        -> [AlertChange]
    {
        var attributes = PathAttributes()
        attributes.asPath = ASPath([Scenario.peer(peer).asn] + path)
        return detector.receive(
            RouteEvent(
                time: Scenario.start, peer: Scenario.peer(peer), prefix: route.prefix, action: .announce(attributes)),
            feed: feed)
    }

    @Test("no step makes a legitimate route invalid, and none concerns what is not ours", arguments: 1...10)
    func harmless(_ seed: UInt64) throws {
        var random = SeededGenerator(seed)
        for _ in 0..<1_000 {
            var world = World(&random)
            var builder = PayloadSetBuilder()
            for vrp in world.vrps {
                builder.add(vrp, source: .object(.init(trustAnchor: "ripe", expires: nil)))
            }
            var detector = RouteDetector(world.configuration, payloads: builder.build(), at: Scenario.start)
            let feed = detector.addFeed("rrc00", silentAfter: 0)
            var peer = 10
            for route in world.legitimate {
                _ = announce(&detector, feed, route, [1299, route.origin], peer)
                peer += 1
            }
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let prefix = World.prefix(&random)
                guard let origin = world.origins(of: prefix).randomElement(using: &random) else { continue }
                let route = Route(prefix: prefix, origin: origin)
                world.legitimate.insert(route)
                _ = announce(&detector, feed, route, [1299, origin], peer)
                peer += 1
            }
            let offenders: [ASN] = [666, 64_512, 2121, 3333]
            var attacks: [(prefix: IPPrefix, path: [ASN])] = []
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let offender: ASN = offenders.randomElement(using: &random) ?? 666
                let prefix = World.prefix(&random)
                let isOrigin = Bool.random(using: &random)
                let origins = world.origins(of: prefix)
                let path: [ASN] = isOrigin ? [1299, offender] : [offender, 3333]
                if isOrigin, origins.contains(offender) || !origins.isEmpty && offender == 3333 {
                    // It is none: advice that was given before cannot know of it.
                    world.legitimate.insert(Route(prefix: prefix, origin: offender))
                    attacks.insert((prefix, path), at: 0)
                } else {
                    attacks.append((prefix, path))
                }
            }
            for (number, attack) in attacks.enumerated() {
                _ = announce(
                    &detector, feed, Route(prefix: attack.prefix, origin: 666), attack.path, 2 + number)
            }
            // What is reported last knows of all of them.
            let later = BGPTime(microseconds: Scenario.start.microseconds + 7_200_000_000)
            _ = detector.advance(to: later)
            _ = detector.conclude()
            for alert in detector.alerts {
                try check(alert, world)
            }
            try checkTogether(detector.alerts, world)
        }
    }

    /// What all alerts advise is done.
    private func checkTogether(_ alerts: [RouteAlert], _ world: World) throws {
        var vrps = world.vrps
        var legitimate = world.legitimate.filter { world.state($0, vrps) != .invalid }
        for alert in alerts {
            for action in alert.actions {
                switch action.kind {
                case .createROA:
                    vrps.insert(
                        VRP(
                            prefix: try #require(action.prefixes.first), maxLength: try #require(action.maxLength),
                            asn: try #require(action.asn)))
                case .announce where alert.key.alertClass != .visibilityLost:
                    for prefix in action.prefixes {
                        legitimate.insert(Route(prefix: prefix, origin: try #require(action.asn)))
                    }
                default: break
                }
            }
        }
        for route in legitimate {
            #expect(world.state(route, vrps) != .invalid, "\(route) \(alerts.flatMap(\.actions).map(\.text))")
        }
    }

    private func check(_ alert: RouteAlert, _ world: World) throws {
        var vrps = world.vrps
        var legitimate = world.legitimate
        for (place, action) in alert.actions.enumerated() {
            switch action.kind {
            case .createROA:
                let prefix = try #require(action.prefixes.first)
                let maxLength = try #require(action.maxLength)
                let asn = try #require(action.asn)
                #expect(world.origins(of: prefix).contains(asn) || asn == 3333, "\(action.text)")
                #expect(asn != 0)
                vrps.insert(VRP(prefix: prefix, maxLength: maxLength, asn: asn))
            case .announce where alert.key.alertClass != .visibilityLost:
                for prefix in action.prefixes {
                    let route = Route(prefix: prefix, origin: try #require(action.asn))
                    #expect(world.origins(of: prefix).contains(route.origin), "\(action.text)")
                    // After the steps before this one.
                    let state = world.state(route, vrps)
                    #expect(state != .invalid, "\(action.text)")
                    #expect(
                        action.text.contains(": \(state == .valid ? "valid" : "not-found")"), "\(action.text) \(state)")
                    legitimate.insert(route)
                }
            case .contact, .requestFiltering:
                #expect(action.asn != 3333 && action.asn != 64_512, "\(action.text)")
            default: break
            }
            // ROAs in a row are one step.
            let next = alert.actions.dropFirst(place + 1).first
            if action.kind == .createROA, next?.kind == .createROA { continue }
            for route in legitimate where world.state(route, world.vrps) != .invalid {
                #expect(world.state(route, vrps) != .invalid, "\(route) \(alert.actions.map(\.text))")
            }
        }
        // No ROA allows what is neither announced nor advised (RFC 9319 section 5).
        let advised = Set(alert.actions.filter { $0.kind == .announce }.flatMap(\.prefixes))
        for action in alert.actions where action.kind == .createROA {
            let prefix = try #require(action.prefixes.first)
            for length in prefix.length...(action.maxLength ?? prefix.length) {
                for part in prefix.parts(of: Int(length)) {
                    let isAnnounced =
                        legitimate.contains(Route(prefix: part, origin: action.asn ?? 0)) || advised.contains(part)
                        || alert.evidence.prefixes.contains(part)
                    #expect(isAnnounced, "\(part) \(action.text)")
                }
            }
        }
    }
}

extension IPPrefix {
    /// All prefixes of a length in this one.
    fileprivate func parts(of length: Int) -> [IPPrefix] {
        if length <= Int(self.length) { return [self] }
        let (lower, upper) = (
            IPPrefix(truncating: address, length: Int(self.length) + 1),
            IPPrefix(truncating: lastAddress, length: Int(self.length) + 1)
        )
        return lower.parts(of: length) + upper.parts(of: length)
    }
}
