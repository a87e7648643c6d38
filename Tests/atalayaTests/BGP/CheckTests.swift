import Foundation
import Testing

@Suite("bgp check", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct CheckTests {
    let fixture: CheckFixture

    init() throws {
        fixture = try CheckFixture()
        try fixture.writePayloads()
    }

    static let valid = CheckFixture.Route(prefix: "8.0.0.0/16", path: [2, 3])

    @Test("A route that is in order exits 0")
    func valid() throws {
        try fixture.writeTable([Self.valid])
        let result = try fixture.check("--aspa-role", "customer")
        #expect(result.status == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 2)
        let columns = lines.last?.split(separator: " ").map(String.init)
        #expect(
            columns == [
                "8.0.0.0/16", "AS3", "valid", "valid", "-", "-", "AS2", "192.0.2.1", "8.0.0.0/8-16=AS3", "2", "3",
            ])
    }

    @Test(
        "Whatever is wrong with a route exits 3 and is named",
        arguments: [
            (.init(prefix: "8.1.1.0/24", path: [2, 3]), "AS2,192.0.2.1,8.1.1.0/24,AS3,invalid,valid,,,"),
            (.init(prefix: "8.0.0.0/16", path: [2, 4]), "AS2,192.0.2.1,8.0.0.0/16,AS4,invalid,unknown,,,"),
            (.init(prefix: "8.0.0.0/16", path: [5, 2, 3]), "AS5,192.0.2.1,8.0.0.0/16,AS3,valid,invalid,AS2>AS5,,"),
            (
                .init(prefix: "8.0.0.0/16", path: [2, 3], peer: 7),
                "AS7,192.0.2.1,8.0.0.0/16,AS3,valid,invalid,other-neighbour,,"
            ),
            (
                .init(prefix: "9.0.0.0/16", path: [2, 3], endsInSet: true),
                "AS2,192.0.2.1,9.0.0.0/16,,not-found,invalid,set,,"
            ),
            (
                .init(prefix: "2a00::/32", path: [2, 3], onlyToCustomer: 2),
                "AS2,192.0.2.1,2a00::/32,AS3,valid,valid,,otc-from-customer,"
            ),
            (
                .init(prefix: "10.0.0.0/25", path: [3]),
                "AS3,192.0.2.1,10.0.0.0/25,AS3,not-found,valid,,,martian too-long"
            ),
            (
                .init(prefix: "9.0.0.0/16", path: [3, 64512]),
                "AS3,192.0.2.1,9.0.0.0/16,AS64512,not-found,unknown,,,reserved-asn"
            ),
        ] as [(CheckFixture.Route, String)])
    func invalid(route: CheckFixture.Route, line: String) throws {
        try fixture.writeTable([Self.valid, route])
        let result = try fixture.check("--aspa-role", "customer", "--format", "csv")
        #expect(result.status == 3, "\(result.errors)")
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.last?.hasPrefix("1700000000," + line + ",") == true, "\(result.output)")
    }

    @Test("The role of a neighbour may be its own")
    func roles() throws {
        try fixture.writeTable([.init(prefix: "8.0.0.0/16", path: [5, 2, 3])])
        #expect(try fixture.check("--aspa-role", "customer").status == 3)
        #expect(try fixture.check("--aspa-role", "customer", "--aspa-peer", "AS5=provider").status == 0)
        #expect(try fixture.check("--aspa-peer", "192.0.2.1=peer").status == 3)
        #expect(try fixture.check().status == 0)
    }

    @Test("JSON, an object a line, explains what it says")
    func json() throws {
        try fixture.writeTable([Self.valid, .init(prefix: "8.1.1.0/24", path: [5, 2, 3])])
        let result = try fixture.check("--aspa-role", "peer", "--format", "json")
        #expect(result.status == 3)
        let routes = try result.objects()
        #expect(routes.map { $0["invalid"] as? Bool } == [false, true])
        let origin = try #require(routes[1]["originValidity"] as? [String: Any])
        #expect(origin["state"] as? String == "invalid")
        #expect((origin["covering"] as? [[String: Any]])?.first?["relation"] as? String == "too-long")
        let path = try #require(routes[1]["pathValidity"] as? [String: Any])
        #expect(path["state"] as? String == "invalid")
        #expect(path["suspects"] as? [String] == ["AS5"])
        let hop = try #require((path["hops"] as? [[String: Any]])?.first)
        #expect(hop["customer"] as? String == "AS2")
        #expect(hop["provider"] as? String == "AS5")
        #expect(hop["aspa"] as? [String] == ["AS0"])
        #expect(routes[1]["originASN"] as? String == "AS3")
    }

    @Test("Filters leave out the other routes, and what is wrong with them")
    func filters() throws {
        try fixture.writeTable([
            Self.valid, .init(prefix: "8.1.1.0/24", path: [2, 3]), .init(prefix: "9.0.0.0/16", path: [6, 7]),
        ])
        func prefixes(_ options: String...) throws -> [String] {
            try InspectProgram.run(
                "bgp", "check", fixture("table.mrt"), "--payloads", fixture("payloads.json"), "--format", "csv",
                files: options
            ).output.split(separator: "\n").dropFirst().map { String($0.split(separator: ",")[3]) }
        }
        #expect(try prefixes() == ["8.0.0.0/16", "8.1.1.0/24", "9.0.0.0/16"])
        #expect(try prefixes("--origin", "AS7") == ["9.0.0.0/16"])
        #expect(try prefixes("--prefix", "8.0.0.0/15") == [])
        #expect(try prefixes("--prefix", "8.0.0.0/15", "--more-specific") == ["8.0.0.0/16", "8.1.1.0/24"])
        #expect(try prefixes("--path", "_6_") == ["9.0.0.0/16"])
        #expect(try prefixes("--peer", "6") == ["9.0.0.0/16"])
        #expect(try prefixes("--state", "invalid") == ["8.1.1.0/24"])
        #expect(try prefixes("--state", "invalid", "--state", "not-found") == ["8.1.1.0/24", "9.0.0.0/16"])
        #expect(try fixture.check("--state", "valid").status == 0)
    }

    @Test("Figures count routes and pairs of prefix and origin, and exit 0")
    func summary() throws {
        try fixture.writeTable([
            Self.valid, .init(prefix: "8.0.0.0/16", path: [4, 2, 3]), .init(prefix: "8.1.1.0/24", path: [2, 3]),
            .init(prefix: "9.0.0.0/16", path: [6, 7]),
        ])
        let total = try fixture.check("--summary", "total", "--format", "json")
        #expect(total.status == 0, "\(total.errors)")
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(total.output.utf8)) as? [String: [String: Int]])
        #expect(object["total"]?["routes"] == 4)
        #expect(object["total"]?["routes_valid"] == 2)
        #expect(object["total"]?["pairs"] == 3)
        #expect(object["total"]?["pairs_valid"] == 1)
        #expect(object["total"]?["pairs_invalid"] == 1)
        let groups = try fixture.check("--summary", "by-as", "--format", "csv")
        #expect(groups.output.split(separator: "\n").map { $0.prefix(8) } == ["asn,rout", "AS3,3,2,", "AS7,1,0,"])
        try fixture.write(
            "2|ripencc|20260101|1|19830101|20260101|+0000\nripencc|NL|asn|3|1|19930901|allocated\n", to: "d")
        let countries = try fixture.check("--summary", "by-country", "--format", "csv", "--delegated", fixture("d"))
        #expect(countries.output.split(separator: "\n").map { $0.prefix(5) } == ["count", "NL,3,", ",1,0,"])
        #expect(try fixture.check("--summary", "by-country").status == 2)
    }

    @Test("Payloads count until they expire, all files together")
    func payloads() throws {
        try fixture.writeTable([Self.valid])
        try fixture.writePayloads(expires: 1_700_000_000)
        #expect(try fixture.check("--format", "csv").output.contains(",not-found,"))
        #expect(try fixture.check("--format", "csv", "--ignore-expiry").output.contains(",valid,"))
        #expect(try fixture.check("--format", "csv", "--at", "2023-11-14T22:13:20Z").output.contains(",valid,"))
        #expect(try fixture.check("--format", "csv", "--at", "2023-11-14T22:13:21Z").output.contains(",not-found,"))
        try fixture.write("ASN,IP Prefix,Max Length,Trust Anchor\nAS4,8.0.0.0/8,16,test\n", to: "other.csv")
        let both = try InspectProgram.run(
            "bgp", "check", fixture("table.mrt"), "--payloads", fixture("payloads.json"), fixture("other.csv"),
            "--ignore-expiry", "--format", "csv")
        #expect(both.output.contains("8.0.0.0/8-16=AS3 8.0.0.0/8-16=AS4"))
    }

    @Test("Wrong arguments exit 2; what is missing or no route file exits 1 and is named")
    func failures() throws {
        try fixture.writeTable([Self.valid])
        #expect(try InspectProgram.run("bgp", "check", fixture("table.mrt")).status == 2)
        #expect(try InspectProgram.run("bgp", "check", "--payloads", fixture("payloads.json")).status == 2)
        #expect(try fixture.check("--aspa-role", "friend").status == 2)
        #expect(try fixture.check("--aspa-peer", "AS5").status == 2)
        #expect(try fixture.check("--ignore-expiry", "--at", "2023-11-14T22:13:20Z").status == 2)
        try fixture.write("nothing of the kind\n", to: "other")
        for name in ["missing", "other"] {
            let routes = try InspectProgram.run(
                "bgp", "check", fixture(name), "--payloads", fixture("payloads.json"))
            #expect(routes.status == 1)
            #expect(routes.errors.contains(fixture(name)))
            let payloads = try InspectProgram.run(
                "bgp", "check", fixture("table.mrt"), "--payloads", fixture(name))
            #expect(payloads.status == 1)
            #expect(payloads.output.isEmpty)
            #expect(payloads.errors.contains(fixture(name)))
        }
    }
}
