import Foundation
import NumberResources
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

@Suite struct ExplanationTests {
    private func explanation(_ prefix: String, _ origin: ASN) async throws -> RouteExplanation {
        let run = try await Walk.run(Walk.sample().0)
        return run.explanation(of: try #require(IPPrefix(prefix)), origin: origin)
    }

    @Test("A valid route names what matches it, the object and every CA above, up to the trust anchor")
    func valid() async throws {
        let explanation = try await explanation("192.0.2.0/26", 64500)
        #expect(explanation.state == .valid)
        let matched = try #require(explanation.covering.first)
        #expect(matched.relation == .matched)
        #expect(matched.vrp.asn == 64500)
        let object = try #require(matched.objects.first)
        #expect(object.chain.map(\.subject) == ["customer", "isp", "example"])
        guard case .object(let source) = object.source else { throw Missing() }
        #expect(source.uri == "rsync://rpki.example.net/repository/customer/as64500.roa")
        #expect(explanation.covering.map(\.relation) == [.matched, .otherAS])
    }

    private struct Missing: Error {}

    @Test("An invalid route names what covers it and why that does not match")
    func invalid() async throws {
        let other = try await explanation("192.0.2.0/25", 64499)
        #expect(other.state == .invalid)
        #expect(other.covering.map(\.relation) == [.otherAS])
        let long = try await explanation("192.0.2.0/27", 64496)
        #expect(long.state == .invalid)
        #expect(long.covering.map(\.relation) == [.otherAS, .tooLong])
    }

    @Test("A route that nothing covers is not found")
    func notFound() async throws {
        let explanation = try await explanation("203.0.113.0/24", 64496)
        #expect(explanation.state == .notFound)
        #expect(explanation.covering.isEmpty)
    }
}
