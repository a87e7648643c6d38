import Foundation
import RPKITesting
import Testing

@Suite("rpki explain", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct ExplainTests {
    let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("A valid route exits 0, with the VRP that matches, its object and the CAs above it")
    func valid() throws {
        let result = try sandbox.explain("AS64496", "192.0.2.0/25")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("192.0.2.0/25 from AS64496: valid\n"))
        for line in [
            "192.0.2.0/24 up to /26 for AS64496: matches",
            "rsync://rpki.example.net/repository/isp/as64496.roa", "trusted until 2026-05-29T19:26:40Z",
            "issued by isp, rsync://rpki.example.net/repository/example/isp.cer",
            "issued by example, rsync://rpki.example.net/repository/example.cer, trust anchor example",
        ] { #expect(result.output.contains(line)) }
    }

    @Test("An invalid route exits 3 and says what covers it and what would help")
    func invalid() throws {
        let long = try sandbox.explain("64496", "192.0.2.0/27")
        #expect(long.status == 3)
        #expect(long.output.contains(": invalid\n"))
        #expect(long.output.contains("the route's prefix is longer than it allows"))
        #expect(long.output.contains("or announce 192.0.2.0/24 up to /26"))
        let other = try sandbox.explain("AS64511", "198.51.100.0/24")
        #expect(other.status == 3)
        #expect(other.output.contains("is for another AS"))
    }

    @Test("A route that nothing covers exits 3")
    func notFound() throws {
        let result = try sandbox.explain("AS64496", "203.0.113.0/24")
        #expect(result.status == 3)
        #expect(result.output.contains(": not-found\n") || result.output.contains(": not found\n"))
        #expect(result.output.contains("no VRP covers the prefix"))
    }

    @Test("With --format json the answer is one object, with the same exit codes")
    func json() throws {
        let valid = try sandbox.explain("AS64496", "192.0.2.0/24", "--format", "json")
        #expect(valid.status == 0)
        let answer = try object(valid.output)
        #expect(answer["state"] as? String == "valid")
        #expect(answer["origin"] as? String == "AS64496")
        #expect(answer["prefix"] as? String == "192.0.2.0/24")
        let covering = try #require((answer["covering"] as? [[String: Any]])?.first)
        #expect(covering["relation"] as? String == "matched")
        let source = try #require((covering["objects"] as? [[String: Any]])?.first)
        #expect(source["uri"] as? String == "rsync://rpki.example.net/repository/isp/as64496.roa")
        #expect((source["chain"] as? [[String: Any]])?.compactMap { $0["subject"] as? String } == ["isp", "example"])

        let invalid = try sandbox.explain("AS64511", "192.0.2.0/24", "--format", "json")
        #expect(invalid.status == 3)
        #expect(try object(invalid.output)["state"] as? String == "invalid")
        let notFound = try sandbox.explain("AS64511", "203.0.113.0/24", "--format", "json")
        #expect(notFound.status == 3)
        #expect((try object(notFound.output)["covering"] as? [Any])?.isEmpty == true)
    }

    @Test(
        "An AS number or prefix that is none is wrong usage",
        arguments: [
            ("AS", "192.0.2.0/24"), ("AS4294967296", "192.0.2.0/24"), ("x", "192.0.2.0/24"),
            ("AS64496", "192.0.2.1/24"),
            ("AS64496", "192.0.2.0/33"), ("AS64496", "192.0.2.0"), ("AS64496", "nowhere"),
        ])
    func wrongUsage(origin: String, prefix: String) throws {
        let result = try sandbox.explain(origin, prefix)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(!result.errors.isEmpty)
    }

    @Test("When the repository cannot be validated there is no answer, and the exit is 1")
    func failed() throws {
        try FileManager.default.removeItem(atPath: sandbox("repository/rpki.example.net/repository/example.cer"))
        let result = try sandbox.explain("AS64496", "192.0.2.0/24")
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
    }
}
