import BGPMessages
import NumberResources
import RouteSecurity
import Testing
import ValidatedPayloads

@Suite("Assessment of a route") struct RouteValidatorTests {
    static let validator: RouteValidator = {
        var builder = PayloadSetBuilder()
        let source = PayloadSource.exception(path: nil)
        builder.add(VRP(prefix: IPPrefix(truncating: IPAddress(ipv4: 0x0808_0000), length: 16), asn: 3), source: source)
        for aspa in aspas([3: [2], 2: [1]]) { builder.add(aspa, source: source) }
        return RouteValidator(payloads: builder.build())
    }()

    func event(_ prefix: String, _ numbers: [UInt32], otc: ASN? = nil) throws -> RouteEvent {
        var attributes = PathAttributes()
        attributes.asPath = path(numbers)
        attributes.onlyToCustomer = otc
        return RouteEvent(
            time: BGPTime(seconds: 0), peer: BGPPeer(address: IPAddress(ipv4: 1), asn: ASN(numbers.first ?? 1)),
            prefix: try #require(IPPrefix(prefix)), action: .announce(attributes))
    }

    @Test("Nothing is wrong with a route that is valid in every respect")
    func valid() throws {
        let assessment = try #require(Self.validator.assess(event("8.8.0.0/16", [1, 2, 3]), role: .customer))
        #expect(assessment == RouteAssessment(origin: 3, originState: .valid, pathState: .valid))
        #expect(!assessment.isInvalid)
    }

    @Test("Each respect makes a route invalid by itself")
    func invalid() throws {
        let origin = try #require(Self.validator.assess(event("8.8.8.0/24", [1, 2, 3]), role: .customer))
        #expect(origin.originState == .invalid && origin.isInvalid)
        let path = try #require(Self.validator.assess(event("8.8.0.0/16", [1, 3]), role: .customer))
        #expect(path.originState == .valid && path.pathState == .invalid && path.isInvalid)
        let leak = try #require(Self.validator.assess(event("8.8.0.0/16", [1, 2, 3], otc: 1), role: .customer))
        #expect(leak.leak == .fromCustomer && leak.pathState == .valid && leak.isInvalid)
        let bogon = try #require(Self.validator.assess(event("10.0.0.0/16", [1, 2, 3]), role: .customer))
        #expect(bogon.originState == .notFound && bogon.bogons == .martian && bogon.isInvalid)
        let long = try #require(Self.validator.assess(event("9.9.9.0/25", [1, 2, 3]), role: .customer))
        #expect(long.bogons == .tooLong && !long.isInvalid)
    }

    @Test("Without a role nothing is said of the path and the attribute")
    func noRole() throws {
        let assessment = try #require(Self.validator.assess(event("8.8.0.0/16", [1, 3], otc: 1), role: nil))
        #expect(assessment.pathState == nil && assessment.leak == nil && !assessment.isInvalid)
    }

    @Test("A withdrawal is no route")
    func withdrawal() throws {
        var event = try event("8.8.0.0/16", [1])
        event.action = .withdraw
        #expect(Self.validator.assess(event, role: .peer) == nil)
    }
}
