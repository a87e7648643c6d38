import BGPMessages
import NumberResources
import Registries
import RouteSecurity
import Testing
import ValidatedPayloads

@Suite("Checks and figures of many routes") struct RouteCheckerTests {
    let first = BGPPeer(address: IPAddress(ipv4: 1), asn: 1)
    let second = BGPPeer(address: IPAddress(ipv4: 2), asn: 2)

    func prefix(_ text: String) throws -> IPPrefix {
        try #require(IPPrefix(text))
    }

    @Test("The role of a neighbour is that of its address, its AS number, or all, in this order")
    func roles() {
        let roles = NeighbourRoles(common: .peer, byASN: [2: .provider], byAddress: [IPAddress(ipv4: 1): .routeServer])
        #expect(roles.role(of: first) == .routeServer)
        #expect(roles.role(of: second) == .provider)
        #expect(roles.role(of: BGPPeer(address: IPAddress(ipv4: 1), asn: 2)) == .routeServer)
        #expect(roles.role(of: BGPPeer(address: IPAddress(ipv4: 3), asn: 3)) == .peer)
        #expect(NeighbourRoles().isEmpty && NeighbourRoles().role(of: first) == nil)
    }

    @Test("A route without a path originates in the neighbour's AS (RFC 6811 section 2)")
    func emptyPath() throws {
        var checker = RouteChecker(RouteValidatorTests.validator)
        let result = checker.check(try prefix("10.0.0.0/8"), ASPath(), onlyToCustomer: nil, from: second)
        #expect(result.assessment.origin == 2)
    }

    @Test("A checker says what the validator says, and which pairs are new")
    func agrees() throws {
        let validator = RouteValidatorTests.validator
        var checker = RouteChecker(validator, roles: NeighbourRoles(byASN: [1: .customer, 2: .provider]))
        var isNew: [Bool] = []
        for (text, numbers, peer) in [
            ("8.8.0.0/16", [1, 2, 3], first), ("8.8.0.0/16", [2, 3], second), ("8.8.0.0/16", [2, 4], second),
            ("8.8.8.0/24", [1, 3], first), ("10.0.0.0/8", [1, 2, 3], first), ("8.8.0.0/16", [1, 2, 3], first),
        ] as [(String, [UInt32], BGPPeer)] {
            var attributes = PathAttributes()
            attributes.asPath = path(numbers)
            let result = checker.check(try prefix(text), path(numbers), onlyToCustomer: nil, from: peer)
            let role = checker.roles.role(of: peer)
            #expect(result.assessment == validator.assess(try prefix(text), attributes, from: peer, role: role))
            isNew.append(result.isNewPair)
        }
        #expect(isNew == [true, false, true, true, true, false])
        #expect(!checker.hasForgotten)
    }

    @Test("Beyond the limit pairs are looked at each time, and that shows")
    func limit() throws {
        var limits = RouteChecker.Limits()
        limits.pairs = 1
        var checker = RouteChecker(RouteValidatorTests.validator, limits: limits)
        for text in ["8.8.0.0/16", "8.9.0.0/16", "8.8.0.0/16", "8.9.0.0/16"] {
            let result = checker.check(try prefix(text), path([3]), onlyToCustomer: nil, from: first)
            #expect(
                result.assessment.originState == (text == "8.8.0.0/16" ? .valid : .notFound) || text == "8.9.0.0/16")
        }
        #expect(checker.hasForgotten)
    }

    @Test("Figures count every route, every pair once, and each respect for itself")
    func figures() throws {
        let roles = NeighbourRoles(byASN: [1: .customer])
        var checker = RouteChecker(RouteValidatorTests.validator, roles: roles)
        var summary = ValiditySummary(.asn)
        for (text, numbers, otc, peer) in [
            ("8.8.0.0/16", [1, 2, 3], nil, first), ("8.8.0.0/16", [2, 3], nil, second),
            ("8.8.8.0/24", [1, 3], 9, first), ("10.0.0.0/25", [2, 64512], nil, second),
        ] as [(String, [UInt32], ASN?, BGPPeer)] {
            summary.count(checker.check(try prefix(text), path(numbers), onlyToCustomer: otc, from: peer))
        }
        let total = summary.total
        #expect((total.routes.total, total.routes.valid, total.routes.invalid, total.routes.notFound) == (4, 2, 1, 1))
        #expect((total.pairs.total, total.pairs.valid) == (3, 1))
        #expect((total.paths.valid, total.paths.invalid, total.paths.unverified) == (1, 1, 2))
        #expect((total.leaks, total.bogonRoutes, total.invalidRoutes) == (1, 1, 2))
        #expect(total.bogons == [1, 0, 1, 0, 1, 0])
        #expect(summary.rows.map(\.group) == [.asn(3), .asn(64512)])
        #expect(summary.rows.map(\.figures.routes.total) == [3, 1])
    }

    @Test("Routes without an origin, or without a known economy, come last")
    func order() throws {
        var checker = RouteChecker(RouteValidatorTests.validator)
        var summary = ValiditySummary(.asn)
        let set = ASPath(asns: [1, 2], runs: [.init(kind: .sequence, count: 1), .init(kind: .set, count: 1)])
        for path in [set, path([9]), path([4])] {
            summary.count(checker.check(try prefix("9.0.0.0/8"), path, onlyToCustomer: nil, from: first))
        }
        #expect(summary.rows.map(\.group) == [.asn(4), .asn(9), .asn(nil)])
    }
}
