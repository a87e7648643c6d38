import Foundation
import HTTPService
import TestSupport
import Testing

@testable import Node

@Suite struct APIValidityTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let asn: String
        let prefix: String
        let state: String
        var reason: String?
        let counts: [Int]

        var testDescription: String { "\(asn) \(prefix)" }
    }

    /// RFC 6811 section 2, with the VRPs of the fixture.
    static let cases = [
        Case(asn: "AS64496", prefix: "192.0.2.0/24", state: "valid", counts: [1, 0, 1]),
        Case(asn: "64496", prefix: "192.0.2.128/28", state: "valid", counts: [1, 0, 1]),
        Case(asn: "AS64496", prefix: "192.0.2.0/29", state: "invalid", reason: "length", counts: [0, 0, 2]),
        Case(asn: "AS64511", prefix: "192.0.2.0/24", state: "invalid", reason: "as", counts: [0, 1, 1]),
        Case(asn: "AS64497", prefix: "192.0.2.0/24", state: "invalid", reason: "as", counts: [0, 1, 1]),
        Case(asn: "AS0", prefix: "192.0.2.0/24", state: "invalid", reason: "as", counts: [0, 1, 1]),
        Case(asn: "AS64496", prefix: "2001:db8:1::/48", state: "valid", counts: [1, 0, 0]),
        Case(asn: "AS64496", prefix: "10.0.0.0/8", state: "not-found", counts: [0, 0, 0]),
        Case(asn: "AS64496", prefix: "192.0.2.77/24", state: "valid", counts: [1, 0, 1]),
    ]

    private func check(_ route: [String: Any], _ expected: Case) {
        let validity = route["validity"] as? [String: Any] ?? [:]
        #expect(validity["state"] as? String == expected.state)
        #expect(validity["reason"] as? String == expected.reason)
        #expect(validity["description"] is String)
        let vrps = validity["VRPs"] as? [String: [[String: String]]] ?? [:]
        #expect(["matched", "unmatched_as", "unmatched_length"].map { vrps[$0]?.count ?? -1 } == expected.counts)
        for vrp in vrps.values.joined() { #expect(Set(vrp.keys) == ["asn", "prefix", "max_length"]) }
    }

    @Test func aRouteIsValidInvalidOrNotFoundOnBothPaths() async throws {
        try await withAPI(APIFixture.serving()) { http in
            for expected in APIValidityTests.cases {
                for target in [
                    "/api/v1/validity/\(expected.asn)/\(expected.prefix)",
                    "/api/v1/validity/\(expected.asn)/\(expected.prefix.replacing("/", with: "%2F"))",
                    "/validity?asn=\(expected.asn)&prefix=\(expected.prefix)",
                    "/validity?prefix=\(expected.prefix.replacing("/", with: "%2f"))&asn=\(expected.asn)",
                ] {
                    let answer = try await http.request(target)
                    #expect(answer.status == 200, "\(target)")
                    #expect(answer.headers["content-type"] == "application/json")
                    #expect(answer.json["generatedTime"] as? String == "2026-03-16T07:00:00Z")
                    check(answer.json["validated_route"] as? [String: Any] ?? [:], expected)
                }
            }
        }
    }

    @Test func requestsOnOneConnectionAreAnsweredInTheirOrder() async throws {
        try await withAPI(APIFixture.serving()) { http in
            let valid = "GET /api/v1/validity/AS64496/192.0.2.0/24 HTTP/1.1\r\nHost: localhost\r\n"
            let octets = try await http.exchange(
                "\(valid)\r\nGET /version HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    + "GET /validity?asn=1&prefix=x HTTP/1.1\r\nHost: localhost\r\n\r\n\(valid)Connection: close\r\n\r\n"
            )
            let answers = String(decoding: octets, as: UTF8.self).components(separatedBy: "HTTP/1.1 ").dropFirst()
            #expect(answers.map { $0.prefix(3) } == ["200", "200", "400", "200"])
            #expect(answers.map { $0.contains("\"state\": \"valid\"") } == [true, false, false, true])
            #expect(answers.dropFirst().first?.hasSuffix("1.2.3") == true)
            for answer in answers {
                let fields = answer.lowercased()
                #expect(fields.contains("\r\ndate: ") && fields.contains("\r\nx-content-type-options: nosniff"))
            }
            #expect(try await http.request("/metrics").text.contains("code=\"200\"} 3\n"))
        }
    }

    @Test func aConnectionThatAsksAgainAndAgainStaysOpen() async throws {
        var limits = APILimits()
        limits.http.requestSeconds = 1
        try await withAPI(APIFixture.serving(), limits: limits) { http in
            let request = "GET /validity?asn=64496&prefix=192.0.2.0/24 HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let octets = try await http.exchange([String](repeating: request, count: 12), pause: 0.2)
            #expect(String(decoding: octets, as: UTF8.self).components(separatedBy: "HTTP/1.1 200").count == 13)
        }
    }

    @Test func theAnswerIsLaidOutAsRoutinatorDoes() async throws {
        try await withAPI(APIFixture.serving()) { http in
            let answer = try await http.request("/api/v1/validity/AS64511/198.51.100.0/24")
            #expect(
                answer.text == """
                    {
                      "validated_route": {
                        "route": {
                          "origin_asn": "AS64511",
                          "prefix": "198.51.100.0/24"
                        },
                        "validity": {
                          "state": "invalid",
                          "reason": "as",
                          "description": "At least one VRP Covers the Route Prefix, but no VRP ASN matches the route origin ASN",
                          "VRPs": {
                            "matched": [
                            ],
                            "unmatched_as": [
                              {
                                "asn": "AS64498",
                                "prefix": "198.51.100.0/24",
                                "max_length": "24"
                              }
                            ],
                            "unmatched_length": [
                            ]
                          }
                        }
                      },
                      "generatedTime": "2026-03-16T07:00:00Z"
                    }

                    """)
        }
    }

    @Test func aListOfRoutesIsAnsweredInItsOrder() async throws {
        try await withAPI(APIFixture.serving()) { http in
            let routes = APIValidityTests.cases.map { "{\"asn\":\"\($0.asn)\",\"prefix\":\"\($0.prefix)\"}" }
            let body = "{\"routes\":[" + routes.joined(separator: ",") + ",{\"asn\":64496,\"prefix\":\"10.0.0.0/8\"}]}"
            let answer = try await http.request("/validity", method: "POST", body: body)
            #expect(answer.status == 200)
            let found = answer.json["validated_routes"] as? [[String: Any]] ?? []
            #expect(found.count == routes.count + 1)
            for (route, expected) in zip(found, APIValidityTests.cases) { check(route, expected) }
        }
    }

    @Test(arguments: [
        ("/validity", "asn"), ("/validity?asn=64496", "prefix"), ("/validity?prefix=192.0.2.0/24", "asn"),
        ("/validity?asn=x&prefix=192.0.2.0/24", "asn"), ("/validity?asn=1&prefix=192.0.2.0", "prefix"),
        ("/validity?asn=1&asn=2&prefix=192.0.2.0/24", "asn"), ("/validity?asn=1&prefix=192.0.2.0/24&x=1", "x"),
        ("/api/v1/validity/AS1/192.0.2.0/33", "prefix"), ("/api/v1/validity/ASx/192.0.2.0/24", "asn"),
        ("/api/v1/validity/AS4294967296/192.0.2.0/24", "asn"), ("/api/v1/validity/AS1/192.0.2.0/24?x=1", "x"),
    ])
    func aWrongParameterIsNamed(target: String, parameter: String) async throws {
        try await withAPI(APIFixture.serving()) { http in
            let answer = try await http.request(target)
            #expect(answer.status == 400)
            #expect(answer.headers["content-type"] == "application/json")
            #expect(answer.json["parameter"] as? String == parameter)
            #expect(answer.json["error"] is String)
        }
    }

    @Test(
        arguments: [
            ("", nil), ("[]", nil), ("{\"routes\":[", nil), ("{}", "routes"), ("{\"routes\":[{}]}", "routes[0].asn"),
            ("{\"routes\":[{\"asn\":1}]}", "routes[0].prefix"),
            ("{\"routes\":[{\"asn\":-1,\"prefix\":\"::/0\"}]}", "routes[0].asn"),
            ("{\"routes\":[{\"asn\":1,\"prefix\":\"::/0\"},{\"asn\":1,\"prefix\":\"y\"}]}", "routes[1].prefix"),
            ("{\"routes\":[],\"routes\":[]}", "routes"), ("{\"routes\":[],\"a\":1,\"a\":1}", "a"),
            ("{\"routes\":[{\"asn\":1,\"asn\":1,\"prefix\":\"::/0\"}]}", "routes[0].asn"),
            ("{\"routes\":[{\"asn\":1,\"prefix\":\"::/0\",\"pref\\u0069x\":\"::/0\"}]}", "routes[0].prefix"),
            ("{\"routes\":[{\"asn\":1,\"prefix\":\"::/0\",\"b\":1,\"b\":1}]}", "routes[0].b"),
            ("{\"routes\":[]} x", nil),
        ] as [(String, String?)])
    func aWrongListIsRefusedAndTheMemberNamed(body: String, member: String?) async throws {
        try await withAPI(APIFixture.serving()) { http in
            let answer = try await http.request("/validity", method: "POST", body: body)
            #expect(answer.status == 400)
            #expect(answer.json["parameter"] as? String == member)
        }
    }

    @Test func theVRPsOfAnAnswerAreCountedAndNoFurtherThanAsked() throws {
        let answer = ValidityAnswer(try #require(APIFixture.serving().current(at: APIFixture.start)))
        let route = try RouteQuery(asn: "AS64496", prefix: "192.0.2.0/25")
        // Two VRPs cover it.
        #expect(answer.vrpCount(of: [], limit: 0) == 0)
        #expect(answer.vrpCount(of: Array(repeating: route, count: 10), limit: 100) == 20)
        #expect(answer.vrpCount(of: Array(repeating: route, count: 10), limit: 4) == 6)
    }

    @Test func moreRoutesOrOctetsThanAllowedAreRefused() async throws {
        var limits = APILimits()
        limits.routes = 2
        limits.http.requestBody = 500
        try await withAPI(APIFixture.serving(), limits: limits) { http in
            let route = "{\"asn\":1,\"prefix\":\"192.0.2.0/24\"}"
            let two = "{\"routes\":[\(route),\(route)]}"
            #expect(try await http.request("/validity", method: "POST", body: two).status == 200)
            let three = "{\"routes\":[\(route),\(route),\(route)]}"
            let answer = try await http.request("/validity", method: "POST", body: three)
            #expect(answer.status == 400)
            #expect(answer.json["parameter"] as? String == "routes")
            let long = two + String(repeating: " ", count: 500)
            #expect(try await http.request("/validity", method: "POST", body: long).status == 413)
            let chunked =
                "POST /validity HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n"
            let octets = try await http.exchange(chunked + String(repeating: " ", count: 1_000) + "\r\n0\r\n\r\n")
            #expect(String(decoding: octets, as: UTF8.self).hasPrefix("HTTP/1.1 413"))
        }
    }
}
