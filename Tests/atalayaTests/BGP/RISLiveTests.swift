import Foundation
import LocalServers
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// RIS Live, as a server on loopback plays it.
@Suite(
    "bgp watch with RIS Live",
    .enabled(if: Receiver.isPossible && installed("openssl") != nil, "python3 or openssl is not installed"))
struct RISLiveTests {
    /// What a collector says of our prefix.
    private func message(_ path: String, id: String, withdrawn: Bool = false) -> String {
        let time = Date().timeIntervalSince1970
        let content =
            withdrawn
            ? "\"withdrawals\":[\"198.51.100.0/24\"]"
            : "\"path\":[\(path)],\"origin\":\"IGP\",\"announcements\":[{\"next_hop\":\"192.0.2.1\",\"prefixes\":[\"198.51.100.0/24\"]}]"
        return
            "{\"type\":\"ris_message\",\"data\":{\"timestamp\":\(time),\"peer\":\"192.0.2.1\",\"peer_asn\":\"64511\","
            + "\"id\":\"\(id)\",\"host\":\"rrc00.ripe.net\",\"type\":\"UPDATE\",\(content)}}\n"
    }

    private func server(
        _ files: [(name: String, text: String)], script: String = Receiver.risLive,
        url: String = "https://localhost:PORT/v1/stream/?format=json"
    ) async throws -> (Receiver, WatchLaboratory) {
        let authority = try TestAuthority()
        let certificate = try authority.server("localhost")
        let watch = try WatchLaboratory(
            "ris: {enabled: true, url: '\(url)', https-ca: ca.pem, liveness: 1s, retry: 1s}",
            bmp: false)
        let folder = watch.sandbox("says")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files { try watch.sandbox.write(text, to: "says/" + name) }
        let receiver = try await Receiver(script, certificate.certificate, certificate.key, folder)
        _ = try watch.sandbox.write(try String(contentsOfFile: authority.file, encoding: .utf8), to: "ca.pem")
        let text = try watch.sandbox.text("atalaya.yaml")
        try watch.sandbox.write(text.replacing("PORT", with: "\(receiver.port)"), to: "atalaya.yaml")
        return (receiver, watch)
    }

    @Test("It asks for our prefixes, raises one alert, and goes on after an end, a refusal, garbage and silence")
    func course() async throws {
        let ours = "64511,64602,64496"
        let (receiver, watch) = try await server([
            (
                "1.end",
                message(ours, id: "a") + "no JSON at all\n{\"type\":\"ris_error\",\"data\":{\"message\":\"x\"}}\n"
            ),
            ("2.refuse", ""),
            ("3.hold", message("64511,64666", id: "b") + message("64511,64666", id: "b")),
            ("4.hold", message("64511,64666", id: "b") + message("64511,64666", id: "c")),
            ("5.hold", message(ours, id: "d")),
        ])
        try await watch.start()
        try await eventually { try watch.changes("exact-prefix-origin") == ["raised", "dormant", "ended"] }
        #expect(try watch.raised == ["exact-prefix-origin"])
        let first = try #require(try receiver.got.first)
        #expect(first["path"] as? String == "/v1/stream/?format=json&client=atalaya")
        // Prefixes and AS numbers are asked for on connections of their own, in any order.
        let subscriptions = try receiver.got.compactMap { request -> [String: Any]? in
            guard let header = (request["headers"] as? [String: String])?["x-ris-subscribe"] else { return nil }
            return try JSONSerialization.jsonObject(with: Data(header.utf8)) as? [String: Any]
        }
        #expect(
            subscriptions.contains {
                $0["prefix"] as? [String] == ["198.51.100.0/24", "203.0.113.0/24"]
                    && $0["moreSpecific"] as? Bool == true
            })
        #expect(try receiver.got.count >= 5)
        #expect(try await watch.program?.end() == 0)
        let output = try #require(watch.program).output
        #expect(output.contains("lost the connection to RIS Live"))
        #expect(output.contains("routes received faults=0 feed=ris-live:rrc00"))
    }

    @Test("By WebSocket it subscribes, puts frames together, answers pings, asks when it is quiet, and comes back")
    func webSocket() async throws {
        let ours = "64511,64602,64496"
        let (receiver, watch) = try await server(
            [
                ("1.end", message(ours, id: "a") + "no JSON at all\n"), ("2.refuse", ""),
                ("3.hold", message("64511,64666", id: "b") + message("64511,64666", id: "b")),
                ("4.hold", message("64511,64666", id: "c")), ("5.hold", message(ours, id: "d")),
            ], script: Receiver.risLiveSocket, url: "wss://localhost:PORT/v1/ws/")
        try await watch.start()
        try await eventually { try watch.changes("exact-prefix-origin") == ["raised", "dormant", "ended"] }
        #expect(try watch.raised == ["exact-prefix-origin"])
        let got = try receiver.got
        #expect(got.first?["path"] as? String == "/v1/ws/?client=atalaya")
        let sent = got.compactMap { $0["data"] as? String }
        #expect(sent.contains { $0.contains("ris_subscribe") && $0.contains("198.51.100.0/24") })
        #expect(got.contains { $0["opcode"] as? Int == 10 && $0["data"] as? String == "x" })
        #expect(sent.contains { $0.contains("\"ping\"") })
        #expect(try await watch.program?.end() == 0)
    }

    @Test("A certificate that nobody vouches for is refused")
    func trust() async throws {
        let (receiver, watch) = try await server([("1.hold", message("64511,64666", id: "a"))])
        let text = try watch.sandbox.text("atalaya.yaml")
        try watch.sandbox.write(text.replacing("https-ca: ca.pem, ", with: ""), to: "atalaya.yaml")
        try await watch.start()
        try await eventually { watch.program?.output.contains("lost the connection to RIS Live") ?? false }
        #expect(try receiver.got.isEmpty)
        #expect(try watch.events.isEmpty)
    }
}
