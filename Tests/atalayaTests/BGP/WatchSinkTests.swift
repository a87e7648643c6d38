import Foundation
import LocalServers
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("Sinks of bgp watch", .enabled(if: Receiver.isPossible, "python3 is not installed")) struct WatchSinkTests {
    /// What `watch` kept of the incident of the file tests, read.
    private func readIncident(_ watch: WatchLaboratory) throws {
        try WatchFileTests.incident().write(to: watch.sandbox("updates.mrt"))
        let result = try watch.read(watch.sandbox("updates.mrt"))
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test("A webhook that fails at first gets each change once, in order, signed")
    func webhook() async throws {
        let receiver = try await Receiver(Receiver.web, "0", "1", "503")
        let watch = try WatchLaboratory(
            """
            webhook: {urls: ['http://127.0.0.1:\(receiver.port)/hook'], secret: secret, headers: {X-Token: abc}}
            """, bmp: false)
        try watch.sandbox.write("Jefe\nand what stands below is no part of it\n", to: "secret")
        try readIncident(watch)
        // What the end of the files did not wait for is delivered with the next run.
        try await eventually {
            _ = try watch.read(watch.sandbox("updates.mrt"))
            return try receiver.got.filter { $0["code"] as? Int == 200 }.count == 3
        }
        let got = try receiver.got
        let taken = got.filter { $0["code"] as? Int == 200 }
        let bodies = taken.compactMap { $0["body"] as? String }
        #expect(bodies == (try watch.sandbox.text("events.jsonl")).split(separator: "\n").map(String.init))
        let headers = try taken.map { try #require($0["headers"] as? [String: String]) }
        #expect(Set(headers.compactMap { $0["x-atalaya-delivery"] }).count == 3)
        for (body, header) in zip(bodies, headers) {
            #expect(header["content-type"] == "application/json" && header["x-token"] == "abc")
            #expect(header["x-atalaya-signature"] == (try signature(body, "Jefe", watch.sandbox)))
        }
        #expect((got[0]["headers"] as? [String: String])?["x-atalaya-delivery"] == headers[0]["x-atalaya-delivery"])
    }

    /// The signature as OpenSSL makes it.
    private func signature(_ body: String, _ key: String, _ sandbox: Sandbox) throws -> String {
        let file = try sandbox.write(body, to: "body-\(UUID().uuidString)")
        let openssl = try RunningProgram(
            try #require(installed("openssl")), ["dgst", "-sha256", "-hmac", key, "-r", file])
        openssl.waitUntilExit()
        return "sha256=" + openssl.output.prefix(64)
    }

    @Test("Killed while it delivers, it loses nothing and repeats nothing that was taken", arguments: [1, 3])
    func killed(held: Int) async throws {
        let receiver = try await Receiver(Receiver.web, "\(held)", "0", "0")
        let watch = try WatchLaboratory(
            "webhook: {urls: ['http://127.0.0.1:\(receiver.port)/']}\nfolders: [in]\nsettle: 100ms", bmp: false)
        let folder = watch.sandbox("in")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try WatchFileTests.incident().write(to: folder + "/updates.1")
        for round in 0..<held {
            try await watch.start()
            try await eventually { try watch.events.count == 3 }
            // The request is open, and has no answer yet.
            try await eventually { receiver.open == round + 1 }
            watch.program?.signal(SIGKILL)
            watch.program?.waitUntilExit()
            try await eventually { try receiver.got.count == round + 1 }
        }
        try await watch.start()
        try await eventually { try receiver.got.filter { $0["code"] as? Int == 200 }.count == 3 }
        try await stays(for: .milliseconds(500)) { try receiver.got.count { $0["code"] as? Int == 200 } == 3 }
        let taken = try receiver.got.filter { $0["code"] as? Int == 200 }.compactMap { $0["body"] as? String }
        let lines = try watch.sandbox.text("events.jsonl").split(separator: "\n").map(String.init)
        #expect(taken == lines)
        #expect(Set(lines).count == 3)
    }

    @Test("A receiver that refuses for good does not hold up what comes after")
    func refused() async throws {
        let receiver = try await Receiver(Receiver.web, "0", "1", "422")
        let watch = try WatchLaboratory("webhook: {urls: ['http://127.0.0.1:\(receiver.port)/']}", bmp: false)
        try readIncident(watch)
        try await eventually { try receiver.got.compactMap { $0["code"] as? Int } == [422, 200, 200] }
    }

    @Test("What comes faster than the rate comes together")
    func digest() async throws {
        let receiver = try await Receiver(Receiver.web, "0", "0", "0")
        let watch = try WatchLaboratory(
            "webhook: {urls: ['http://127.0.0.1:\(receiver.port)/'], rate: 1, period: 1s}\nfolders: [in]\nsettle: 100ms",
            bmp: false)
        let folder = watch.sandbox("in")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try WatchFileTests.incident().write(to: folder + "/updates.1")
        try await watch.start()
        try await eventually { try receiver.got.count == 2 }
        let second = try #require(try receiver.got[1]["body"] as? String)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(second.utf8)) as? [String: Any])
        #expect((object["events"] as? [Any])?.count == 2)
    }

    @Test("Syslog gets messages of RFC 5424, by datagrams and by a stream with octet counting")
    func syslog() async throws {
        let receiver = try await Receiver(Receiver.syslog)
        let watch = try WatchLaboratory(
            "syslog: {targets: ['udp://127.0.0.1:\(receiver.port)', 'tcp://127.0.0.1:\(receiver.port)'], facility: local3}",
            bmp: false)
        try readIncident(watch)
        for kind in ["udp", "tcp"] {
            try await eventually { try receiver.got.filter { $0["kind"] as? String == kind }.count == 3 }
            let form =
                #/<(\d{1,3})>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z [!-~]{1,255} atalaya \d+ exact-prefix-origin \[atalaya@32473( [a-z]+="[^"\\\]]*")+\] \u{feff}[^\x00-\x1f]+/#
            for (index, message) in try receiver.got.filter({ $0["kind"] as? String == kind }).enumerated() {
                let text = try #require(message["message"] as? String)
                let match = try #require(text.wholeMatch(of: form), "\(text)")
                // local3 is 19, an alert of severity high an error, and its end information.
                #expect(match.1 == (index == 0 ? "155" : "158"))
                #expect(text.contains("class=\"exact-prefix-origin\"") && text.contains("AS64666"))
            }
        }
    }

    @Test(
        "The sendmail program gets the receivers as arguments and a message on standard input; one that fails is tried again"
    )
    func mail() async throws {
        let watch = try WatchLaboratory(
            "mail: {to: [noc@example.net, cert@example.org], from: atalaya@example.net, command: [./sendmail, -x], rate: any}",
            bmp: false)
        let script = try watch.sandbox.write(
            """
            #!/bin/sh
            cd "$(dirname "$0")"
            [ -e tried ] || { touch tried; echo "try later" >&2; exit 75; }
            number=$(ls mail-* 2>/dev/null | wc -l)
            { echo "$*"; cat; } >"mail-$number"
            """, to: "sendmail")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        try readIncident(watch)
        try await eventually {
            _ = try watch.read(watch.sandbox("updates.mrt"))
            return try watch.sandbox.names.filter { $0.hasPrefix("mail-") }.count == 3
        }
        let text = try watch.sandbox.text("mail-0")
        let lines = text.components(separatedBy: "\n")
        #expect(lines[0] == "-x -i -f atalaya@example.net -- noc@example.net cert@example.org")
        #expect(lines[1] == "From: atalaya@example.net")
        #expect(lines.contains("To: noc@example.net, cert@example.org"))
        #expect(lines.contains { $0.hasPrefix("Subject: [atalaya] high: AS64666") })
        #expect(text.contains("What to do:"))
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
    }

    @Test("A test alert says of each sink how it took it")
    func test() async throws {
        let receiver = try await Receiver(Receiver.web, "0", "0", "0")
        let gone = try LocalPort.free()
        let watch = try WatchLaboratory(
            "webhook: {urls: ['http://127.0.0.1:\(receiver.port)/a', 'http://127.0.0.1:\(gone)/b']}", bmp: false)
        let result = try watch.alerts("test")
        #expect(result.status == 3, "\(result.errors)")
        let lines = result.output.split(separator: "\n")
        #expect(lines.contains("webhook:http://127.0.0.1:\(receiver.port)/a: delivered"))
        #expect(lines.contains { $0.hasPrefix("webhook:http://127.0.0.1:\(gone)/b: ") && !$0.hasSuffix("delivered") })
        #expect(lines.contains { $0.hasPrefix("log: delivered") })
        let body = try #require(try receiver.got.first?["body"] as? String)
        #expect(body.contains("\"class\":\"test\"") && body.contains("198.51.100.0/24"))
        #expect(try watch.alerts("list").status == 1)
    }
}
