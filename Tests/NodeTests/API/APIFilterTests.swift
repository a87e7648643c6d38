import HTTPService
import TestSupport
import Testing

@testable import Node

@Suite struct APIFilterTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let query: String
        let prefixes: [String]
        var customers: [String] = []
        var keys = 0

        var testDescription: String { query }
    }

    static let all = ["192.0.0.0/16", "192.0.2.0/24", "198.51.100.0/24", "2001:db8::/32", "203.0.113.0/24"]

    static let cases = [
        Case(query: "", prefixes: all, customers: ["AS64496", "AS64502"], keys: 1),
        Case(query: "select-asn=64496", prefixes: ["192.0.2.0/24", "2001:db8::/32"], customers: ["AS64496"], keys: 1),
        Case(query: "filter-asn=AS64497", prefixes: ["192.0.0.0/16"]),
        Case(
            query: "select-asn=AS64497&select-asn=64502", prefixes: ["192.0.0.0/16"], customers: ["AS64502"]),
        Case(query: "select-prefix=192.0.2.0/24", prefixes: ["192.0.0.0/16", "192.0.2.0/24"]),
        Case(query: "select-prefix=192.0.2.0/25", prefixes: ["192.0.0.0/16", "192.0.2.0/24"]),
        Case(query: "select-prefix=192.0.2.9/25", prefixes: ["192.0.0.0/16", "192.0.2.0/24"]),
        Case(query: "filter-prefix=192.0.0.0%2F16", prefixes: ["192.0.0.0/16"]),
        Case(
            query: "select-prefix=192.0.0.0/16&include=more-specifics", prefixes: ["192.0.0.0/16", "192.0.2.0/24"]),
        Case(query: "select-prefix=2001:db8::/31", prefixes: []),
        Case(query: "select-prefix=2001:db8::/31&include=more-specifics", prefixes: ["2001:db8::/32"]),
        Case(
            query: "select-prefix=198.51.100.0/24&select-asn=64497", prefixes: ["192.0.0.0/16", "198.51.100.0/24"]),
        Case(query: "exclude=routeOrigins", prefixes: [], customers: ["AS64496", "AS64502"], keys: 1),
        Case(query: "exclude=aspas&exclude=routerKeys", prefixes: all),
        Case(query: "exclude=aspas&select-asn=64496", prefixes: ["192.0.2.0/24", "2001:db8::/32"], keys: 1),
        Case(query: "ta=faro", prefixes: ["192.0.0.0/16", "192.0.2.0/24"], customers: ["AS64496"], keys: 1),
        Case(query: "ta=otro+%22x%22&select-asn=64496", prefixes: ["2001:db8::/32"]),
        Case(
            query: "ta=faro&ta=N/A&exclude=aspas&exclude=routerKeys",
            prefixes: ["192.0.0.0/16", "192.0.2.0/24", "203.0.113.0/24"]),
        Case(query: "ta=nobody", prefixes: []),
    ]

    @Test func selectionsAddUpAndTheRestLimits() async throws {
        try await withAPI(APIFixture.serving()) { http in
            for expected in APIFilterTests.cases {
                let answer = try await http.request("/json?\(expected.query)")
                #expect(answer.status == 200, "\(expected.query)")
                func rows(_ name: String, _ member: String) -> [String] {
                    (answer.json[name] as? [[String: Any]] ?? []).compactMap { $0[member] as? String }
                }
                #expect(Set(rows("roas", "prefix")) == Set(expected.prefixes), "\(expected.query)")
                #expect(rows("roas", "prefix").count == expected.prefixes.count, "\(expected.query)")
                #expect(rows("aspas", "customer") == expected.customers, "\(expected.query)")
                #expect(rows("routerKeys", "SKI").count == expected.keys, "\(expected.query)")
            }
        }
    }

    @Test(arguments: [
        ("select-asn=x", "select-asn"), ("select-prefix=192.0.2.0", "select-prefix"), ("include=all", "include"),
        ("exclude=roas", "exclude"), ("more-specifics", "more-specifics"), ("select-asn", "select-asn"),
    ])
    func aWrongFilterIsNamed(query: String, parameter: String) async throws {
        try await withAPI(APIFixture.serving()) { http in
            let answer = try await http.request("/csv?\(query)")
            #expect(answer.status == 400)
            #expect(answer.json["parameter"] as? String == parameter)
        }
    }

    @Test func moreFilteredAnswersAtOnceThanAllowedAreSentAway() async throws {
        var limits = APILimits()
        limits.http.filteredBodies = 0
        try await withAPI(APIFixture.serving(), limits: limits) { http in
            let answer = try await http.request("/csv?select-asn=1")
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] == "1")
            #expect(try await http.request("/csv").status == 200)
            #expect(try await http.request("/csv?exclude=aspas").status == 200)
        }
    }

    @Test func aQueryHasSoManyParametersAndNoMore() async throws {
        var limits = APILimits()
        limits.http.parameters = 2
        try await withAPI(APIFixture.serving(), limits: limits) { http async throws in
            #expect(try await http.request("/csv?select-asn=1&select-asn=2").status == 200)
            #expect(try await http.request("/csv?select-asn=1&select-asn=2&select-asn=3").status == 400)
            #expect(try await http.request("/csv?select-asn=%zz").status == 400)
            #expect(try await http.request("/csv?ta=%ff").status == 400)
        }
    }
}
