import Foundation
import TestSupport
import Testing

@testable import Node

@Suite struct APIStatusTests {
    @Test func theStatusHasTheMembersThatProgramsLookFor() async throws {
        try await withAPI(MetricsTests.fullState()) { http in
            let status = try await http.request("/api/v1/status").json
            #expect(status["version"] as? String == "atalaya/1.2.3")
            #expect(status["serial"] as? Int == 1)
            #expect(status["now"] as? String == "2026-03-16T07:00:00Z")
            #expect(status["lastUpdateStart"] as? String == "2026-03-16T07:00:00Z")
            #expect(status["lastUpdateDone"] as? String == "2026-03-16T07:00:12Z")
            #expect(status["lastUpdateDuration"] as? Double == 12.5)
            #expect(status["vrpsAddedLocally"] as? Int == 1)
            let tals = status["tals"] as? [String: [String: Any]] ?? [:]
            #expect(Set(tals.keys) == ["faro", "otro \"x\""])
            #expect(tals["faro"]?["vrpsTotal"] as? Int == 4)
            #expect(tals["faro"]?["vrpsFinal"] as? Int == 2)
            #expect(tals["faro"]?["validROAs"] as? Int == 250)
            #expect(tals["faro"]?["invalidROAs"] as? Int == 3)
            let rrdp = status["rrdp"] as? [String: [String: Any]] ?? [:]
            #expect(rrdp["https://rpki.example.net/notify.xml"]?["serial"] as? Int == 4_711)
            #expect(rrdp["https://rpki.example.net/notify.xml"]?["status"] as? Int == 200)
            let rsync = status["rsync"] as? [String: [String: Any]] ?? [:]
            #expect(rsync["rsync://rpki.example.net/a\\b\"c\nd"]?["status"] as? Int == 10)
            let repositories = status["repositories"] as? [String: [String: Any]] ?? [:]
            #expect(repositories["https://rpki.example.net/notify.xml"]?["type"] as? String == "RRDP")
            let rtr = status["rtr"] as? [String: Any] ?? [:]
            #expect(rtr["currentConnections"] as? Int == 2)
            #expect((rtr["clients"] as? [String: Any])?.keys.sorted() == ["192.0.2.1", "2001:db8::1"])
            let payload = status["payload"] as? [String: [String: Int]] ?? [:]
            #expect(payload["routeOriginsIPv4"]?["final"] == 4)
            #expect(payload["routeOriginsIPv6"]?["final"] == 1)
            #expect(payload["aspas"]?["final"] == 2)
        }
    }

    @Test func whatIsWrongStandsInTheStatus() async throws {
        try await withAPI(MetricsTests.fullState()) { http in
            let node = try await http.request("/api/v1/status").json["node"] as? [String: Any] ?? [:]
            #expect(node["lastError"] as? String == "disk full")
            let alarms = node["alarms"] as? [[String: Any]] ?? []
            #expect(alarms.first?["kind"] as? String == "payload-drop")
            #expect(alarms.first?["holding"] as? Bool == true)
            #expect((node["rejections"] as? [[String: Any]])?.first?["reason"] as? String == "expired")
            let text = try await http.request("/status").text
            for line in [
                "version: atalaya/1.2.3", "serial: 1", "vrps: 4", "vrps-per-tal: faro=4 otro \"x\"=0", "final-vrps: 5",
                "last-update-duration:  12.500s", "rtr-connections: 2 current", "last-error: disk full",
                "alarm: payload-drop faro since 2026-03-16T07:00:00Z: m", "rejected: 1", "state: current",
            ] {
                #expect(text.contains(line + "\n"), "\(line)")
            }
            #expect(!text.contains("c\nd"))
        }
    }

    @Test func beforeTheFirstRunTheStatusIsThereAndEmpty() async throws {
        try await withAPI(APIFixture.state()) { http in
            let status = try await http.request("/api/v1/status").json
            #expect(status["serial"] is NSNull)
            #expect((status["node"] as? [String: Any])?["state"] as? String == "absent")
            #expect(try await http.request("/status").text.contains("serial: -\n"))
        }
    }

    @Test func requestsAreCounted() async throws {
        try await withAPI(APIFixture.serving()) { http in
            _ = try await http.request("/nothing")
            let body = "{\"routes\":[]}"
            _ = try await http.request("/validity", method: "POST", body: body)
            let counts = try await http.request("/api/v1/status").json["http"] as? [String: Int] ?? [:]
            #expect(counts["requests"] == 2)
            #expect(counts["totalConnections"] == 3)
            #expect(counts["currentConnections"] == 1)
            #expect(counts["bytesRead"] == body.utf8.count)
        }
    }
}
