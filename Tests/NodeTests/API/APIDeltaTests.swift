import NumberResources
import Synchronization
import TestSupport
import Testing
import ValidatedPayloads

@testable import Node

@Suite struct APIDeltaTests {
    /// Serials 1 to 3: a route goes, another comes, an ASPA changes.
    private func changed(_ state: NodeState) {
        state.serve(APIFixture.served(APIFixture.set(["10.0.0.0/8 AS1", "10.1.0.0/16 AS2"]), serial: 1))
        state.serve(
            APIFixture.served(
                APIFixture.set(["10.0.0.0/8 AS1", "10.2.0.0/16 AS3"], aspas: [APIFixture.aspa(1, 2)]), serial: 2, at: 60
            ))
        state.serve(
            APIFixture.served(
                APIFixture.set(
                    ["10.0.0.0/8 AS1", "10.3.0.0/16 AS4"], aspas: [APIFixture.aspa(1, 2, 3)],
                    keys: [APIFixture.key(5, 0x0a)]), serial: 3, at: 120))
    }

    private func rows(_ answer: RawHTTP.Answer, _ name: String) -> [String] {
        (answer.json[name] as? [[String: Any]] ?? []).map { row in
            switch row["type"] as? String {
            case "routeOrigin": "\(row["asn"] ?? "") \(row["prefix"] ?? "")-\(row["maxLength"] ?? "")"
            case "aspa":
                "\(row["customerAsn"] ?? ""): \((row["providerAsns"] as? [String] ?? []).joined(separator: " "))"
            case "routerKey": "\(row["asn"] ?? "") \(row["keyIdentifier"] ?? "")"
            default: "?"
            }
        }
    }

    @Test func withoutAVersionOrWithAnUnknownOneEverythingIsGiven() async throws {
        let state = APIFixture.state()
        changed(state)
        try await withAPI(state) { http in
            for query in ["", "?session=1&serial=3", "?session=4711&serial=9", "?serial=0&session=4711"] {
                let answer = try await http.request("/json-delta\(query)")
                #expect(answer.status == 200)
                #expect(answer.json["reset"] as? Bool == true, "\(query)")
                #expect(answer.json["session"] as? String == "4711")
                #expect(answer.json["serial"] as? Int == 3)
                #expect(answer.json["generatedTime"] as? String == "2026-03-16T07:02:00Z")
                #expect(answer.json["withdrawn"] == nil)
                #expect(
                    rows(answer, "announced") == [
                        "AS1 10.0.0.0/8-8", "AS4 10.3.0.0/16-16", "AS5 \(String(repeating: "0A", count: 20))",
                        "AS1: AS2 AS3",
                    ])
            }
        }
    }

    @Test func fromAKnownVersionOnlyTheDifferenceIsGiven() async throws {
        let state = APIFixture.state()
        changed(state)
        try await withAPI(state) { http in
            let one = try await http.request("/json-delta?session=4711&serial=2")
            #expect(one.json["reset"] as? Bool == false)
            #expect(one.json["fromSerial"] as? Int == 2)
            #expect(one.json["serial"] as? Int == 3)
            #expect(
                rows(one, "announced") == [
                    "AS4 10.3.0.0/16-16", "AS5 \(String(repeating: "0A", count: 20))", "AS1: AS2 AS3",
                ])
            #expect(rows(one, "withdrawn") == ["AS3 10.2.0.0/16-16", "AS1: AS2"])
            let two = try await http.request("/json-delta?session=4711&serial=1")
            #expect(
                rows(two, "announced") == [
                    "AS4 10.3.0.0/16-16", "AS5 \(String(repeating: "0A", count: 20))", "AS1: AS2 AS3",
                ])
            #expect(rows(two, "withdrawn") == ["AS2 10.1.0.0/16-16"])
            let none = try await http.request("/json-delta?session=4711&serial=3")
            #expect(none.json["reset"] as? Bool == false)
            #expect(rows(none, "announced").isEmpty && rows(none, "withdrawn").isEmpty)
        }
    }

    @Test(arguments: [
        ("session=4711", "serial"), ("serial=1", "session"), ("session=x&serial=1", "session"),
        ("session=1&serial=-1", "serial"), ("session=1&serial=4294967296", "serial"),
        ("session=1&serial=1&serial=1", "serial"), ("x=1", "x"),
    ])
    func aWrongVersionIsNamed(query: String, parameter: String) async throws {
        try await withAPI(APIFixture.serving()) { http in
            for path in ["/json-delta", "/json-delta/notify"] {
                let answer = try await http.request("\(path)?\(query)")
                #expect(answer.status == 400)
                #expect(answer.json["parameter"] as? String == parameter)
            }
        }
    }

    @Test func whoHasAnotherVersionIsNotifiedAtOnce() async throws {
        try await withAPI(APIFixture.serving()) { http in
            let answer = try await http.request("/json-delta/notify?session=4711&serial=0")
            #expect(answer.json["session"] as? Int == 4_711)
            #expect(answer.json["serial"] as? Int == 1)
        }
    }

    @Test func whoHasTheCurrentVersionIsNotifiedOfTheNext() async throws {
        let state = APIFixture.serving()
        try await withAPI(state) { http in
            async let waiting = http.request("/json-delta/notify?session=4711&serial=1")
            try await eventually { state.payloads.storage.withLock { !$0.waiters.isEmpty } }
            state.serve(APIFixture.served(APIFixture.set([]), serial: 2))
            #expect(try await waiting.json["serial"] as? Int == 2)
        }
    }

    @Test func whoWaitsForLongIsToldThatNothingChanged() async throws {
        var limits = APILimits()
        limits.notifySeconds = 1
        try await withAPI(APIFixture.serving(), limits: limits) { http in
            let answer = try await http.request("/json-delta/notify")
            #expect(answer.status == 200)
            #expect(answer.json["serial"] as? Int == 1)
        }
    }

    @Test func moreThatWaitThanAllowedAreSentAway() async throws {
        var limits = StateLimits()
        limits.waiting = 0
        let state = APIFixture.state(limits: limits)
        state.serve(APIFixture.served())
        try await withAPI(state) { http in
            let answer = try await http.request("/json-delta/notify")
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] != nil)
        }
    }
}
