import Foundation
import NumberResources
import TestSupport
import Testing
import TextFormats
import ValidatedPayloads

@testable import HTTPService
@testable import Node

/// Answers that are made in portions.
@Suite struct APIPortionTests {
    private func whole(_ body: some PortionedBody) -> (octets: [UInt8], largest: Int) {
        var body = body
        var octets: [UInt8] = []
        var largest = 0
        var goesOn = true
        while goesOn {
            var portion: [UInt8] = []
            goesOn = body.appendPortion(to: &portion)
            largest = max(largest, portion.count)
            octets += portion
        }
        return (octets, largest)
    }

    private static let many: PayloadSet = {
        var builder = PayloadSetBuilder()
        let source = builder.source(.object(.init(trustAnchor: "faro", uri: "rsync://rpki.example.net/a.roa")))
        for number in 0..<40_000 {
            let vrp = VRP(
                prefix: IPPrefix(truncating: IPAddress(ipv4: UInt32(number) << 8), length: 24), maxLength: 24,
                asn: ASN(64_496))
            builder.add(vrp, source: source)
        }
        builder.add(APIFixture.aspa(64_496, 64_500), source: source)
        return builder.build()
    }()

    @Test(arguments: PayloadFormat.allCases)
    func portionsAreWhatTheWriterWrites(format: PayloadFormat) {
        for set in [PayloadSet(), APIFixture.payloads, APIPortionTests.many] {
            let writer = PayloadWriter(
                format: format, generated: APIFixture.start, statistics: PayloadStatistics(of: set))
            let (octets, largest) = whole(PayloadPortions(writer, of: set))
            #expect(octets == APIFixture.written(format, set))
            #expect(largest < 1 << 16 + 4_096)
        }
    }

    /// VRPs of different AS numbers for one prefix.
    private static func nested(_ count: UInt32) -> NodeState {
        var builder = PayloadSetBuilder()
        let source = builder.source(.object(.init(trustAnchor: "faro")))
        for number in 1...count {
            builder.add(
                VRP(
                    prefix: IPPrefix(IPAddress(ipv4: 10 << 24), length: 8) ?? IPPrefix(IPAddress(ipv4: 0)),
                    maxLength: 8, asn: ASN(number)),
                source: source)
        }
        let state = APIFixture.state()
        state.serve(APIFixture.served(builder.build()))
        return state
    }

    private static func routes(_ count: Int) -> String {
        let route = "{\"asn\":9,\"prefix\":\"10.0.0.0/32\"}"
        return "{\"routes\":[" + Array(repeating: route, count: count).joined(separator: ",") + "]}"
    }

    @Test func anAnswerAboutRoutesThatIsTooLongIsRefusedAndCounted() async throws {
        var limits = APILimits()
        limits.validityOctets = 1_000_000
        let state = APIPortionTests.nested(1_000)
        try await withAPI(state, limits: limits) { http in
            let answer = try await http.request("/validity", method: "POST", body: APIPortionTests.routes(40))
            #expect(answer.status == 413)
            #expect((answer.json["error"] as? String)?.contains("validityOctets") == true)
            #expect(try await http.request("/validity", method: "POST", body: APIPortionTests.routes(2)).status == 200)
            let metrics = try await http.request("/metrics").text
            #expect(metrics.contains("atalaya_limit_reached_total{limit=\"validityOctets\"} 1\n"))
            let health = try await http.request("/health").json["alarms"] as? [[String: Any]]
            #expect(health?.contains { $0["subject"] as? String == "validityOctets" } == true)
        }
    }

    @Test func aRouteWithThousandsOfVRPsIsAnsweredInPortions() async throws {
        try await withAPI(APIPortionTests.nested(20_000)) { http in
            for target in ["/validity?asn=9&prefix=10.0.0.0/32", "/api/v1/validity/9/10.0.0.0/32"] {
                let answer = try await http.request(target)
                #expect(answer.headers["content-length"] == "\(answer.body.count)")
                let route = answer.json["validated_route"] as? [String: Any] ?? [:]
                let vrps = (route["validity"] as? [String: Any])?["VRPs"] as? [String: [[String: String]]] ?? [:]
                #expect(vrps["unmatched_length"]?.count == 20_000, "\(target)")
            }
            let list = try await http.request("/validity", method: "POST", body: APIPortionTests.routes(3))
            #expect((list.json["validated_routes"] as? [Any])?.count == 3)
        }
    }

    @Test func answersThatNobodyReadsTakeNoMoreThanTheirPlaces() async throws {
        let state = APIPortionTests.nested(1_000)
        try await withAPI(state) { http in
            let body = APIPortionTests.routes(48)
            let request =
                "POST /validity HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                + "\(body.utf8.count)\r\n\r\n\(body)"
            let answers = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 0..<12 { group.addTask { try await http.exchangeLate(request, after: 3) } }
                return try await group.reduce(into: [[UInt8]]()) { $0.append($1) }
            }
            let statuses = answers.map { String(decoding: $0.dropFirst(9).prefix(3), as: UTF8.self) }
            #expect(statuses.filter { $0 == "200" }.count == APILimits().http.filteredBodiesPerAddress)
            #expect(statuses.filter { $0 == "503" }.count == 12 - APILimits().http.filteredBodiesPerAddress)
            for answer in answers where answer.starts(with: Array("HTTP/1.1 200".utf8)) {
                #expect(answer.count > 4_500_000)
            }
        }
    }

    @Test func requestsThatAreSentAheadAreAnsweredAsTheirAnswersAreRead() async throws {
        try await withAPI(APIPortionTests.nested(200)) { http in
            let one = "GET /validity?asn=9&prefix=10.0.0.0/32 HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let last = "GET /version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            let octets = try await http.exchangeLate(String(repeating: one, count: 500) + last, after: 2)
            let answers = String(decoding: octets, as: UTF8.self).components(separatedBy: "HTTP/1.1 200 OK")
            #expect(answers.count == 502)
            #expect(answers.last?.hasSuffix("1.2.3") == true)
        }
    }
}
