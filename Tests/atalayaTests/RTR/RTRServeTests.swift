import Foundation
import LocalServers
import RPKITesting
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite(
    "rtr serve and fetch", .serialized, .enabled(if: InspectProgram.executable != nil, "the program has not been built")
)
struct RTRServeTests {
    private static let one = ("192.0.2.0/24", 26, 64_496)
    private static let two = ("198.51.100.0/24", 24, 64_497)
    private static let lineOne = "AS64496,192.0.2.0/24,26"
    private static let lineTwo = "AS64497,198.51.100.0/24,24"

    private func files(_ options: String...) async throws -> ServedFiles {
        let sandbox = try Sandbox()
        try sandbox.writePayloads("a.json", [RTRServeTests.one])
        var all = ["--payloads", sandbox("a.json")]
        all += options.map { $0.replacingOccurrences(of: "PATH", with: sandbox.path) }
        return try await ServedFiles(all, sandbox: sandbox)
    }

    @Test("A file that changes is read again; one that cannot be used is refused, and what was served stays")
    func reload() async throws {
        let served = try await files()
        try await served.serves(1)
        #expect(try served.lines() == [RTRServeTests.lineOne])
        try served.sandbox.writePayloads("a.json", [RTRServeTests.one, RTRServeTests.two])
        try await served.serves(2)
        #expect(try served.lines() == [RTRServeTests.lineOne, RTRServeTests.lineTwo])
        try served.sandbox.write("{\"roas\":[{\"asn\":1,", to: "a.json")
        try await eventually { served.program.output.contains("refresh failed; still serving") }
        try FileManager.default.removeItem(atPath: served.sandbox("a.json"))
        #expect(try served.lines() == [RTRServeTests.lineOne, RTRServeTests.lineTwo])
        try served.sandbox.writePayloads("a.json", [RTRServeTests.two])
        try await served.serves(3)
        #expect(try served.lines() == [RTRServeTests.lineTwo])
        #expect(try await served.program.end() == 0)
    }

    @Test("Until all files have been read there are no data, and then what they say together")
    func several() async throws {
        let sandbox = try Sandbox()
        try sandbox.writePayloads("a.json", [RTRServeTests.one])
        let served = try await ServedFiles(["--payloads", sandbox("a.json"), sandbox("b.csv")], sandbox: sandbox)
        let result = try served.fetch()
        #expect(result.status == 1)
        #expect(result.errors.contains("no data"))
        try sandbox.write(
            "ASN,IP Prefix,Max Length,Trust Anchor\nAS64497,198.51.100.0/24,24,x\nAS64496,192.0.2.0/24,26,x\n",
            to: "b.csv")
        try await served.serves(1)
        #expect(try served.lines() == [RTRServeTests.lineOne, RTRServeTests.lineTwo])
    }

    @Test("Payloads that have expired are not served, those that do are withdrawn, unless told otherwise")
    func expiry() async throws {
        let sandbox = try Sandbox()
        // 2026-03-16T07:00:00Z and three seconds.
        let start = 1_773_644_400
        try sandbox.writePayloads("old.json", [RTRServeTests.one], expires: start - 1)
        try sandbox.writePayloads("soon.json", [RTRServeTests.two], expires: start + 3)
        try sandbox.writePayloads("late.json", [("203.0.113.0/24", 24, 1)], expires: start + 100_000)
        let names = ["old.json", "soon.json", "late.json"].map { sandbox($0) }
        let served = try await ServedFiles(["--at", "2026-03-16T07:00:00Z", "--payloads"] + names, sandbox: sandbox)
        try await served.serves(1)
        #expect(served.program.output.contains(#/expired=1\s/#))
        try await served.serves(2)
        #expect(try served.lines() == ["AS1,203.0.113.0/24,24"])
        let careless = try await ServedFiles(["--ignore-expiry", "--payloads"] + names, sandbox: sandbox)
        try await careless.serves(1)
        #expect(try careless.lines().count == 3)
    }

    @Test(
        "A restart keeps sessions and serial, and serves what was stored before the file is read",
        arguments: [SIGTERM, SIGKILL])
    func restart(signal: Int32) async throws {
        let served = try await files("--state", "PATH/state")
        try await served.serves(1)
        try served.sandbox.writePayloads("a.json", [RTRServeTests.one, RTRServeTests.two])
        try await served.serves(2)
        let session = try session(served)
        try FileManager.default.removeItem(atPath: served.sandbox("a.json"))
        try await served.restart(signal)
        try await served.serves(2)
        #expect(try served.lines() == [RTRServeTests.lineOne, RTRServeTests.lineTwo])
        #expect(try self.session(served) == session)
        try served.sandbox.writePayloads("a.json", [RTRServeTests.two])
        try await served.serves(3)
    }

    private func session(_ served: ServedFiles) throws -> String {
        let errors = try served.fetch("--version", "1").errors
        return String(try #require(errors.firstMatch(of: #/session (\d+)/#)).1)
    }

    @Test("A damaged store is put aside and said")
    func damagedStore() async throws {
        let sandbox = try Sandbox()
        try FileManager.default.createDirectory(atPath: sandbox("state"), withIntermediateDirectories: true)
        try sandbox.write(String(repeating: "no database ", count: 100), to: "state/serving.sqlite")
        try sandbox.writePayloads("a.json", [RTRServeTests.one])
        let served = try await ServedFiles(
            ["--payloads", sandbox("a.json"), "--state", sandbox("state")], sandbox: sandbox)
        try await served.serves(1)
        #expect(served.program.output.contains("set a damaged file aside"))
        #expect(FileManager.default.fileExists(atPath: sandbox("state/serving.sqlite.damaged")))
    }

    @Test("SIGHUP reads again at once, SIGINT ends as SIGTERM does")
    func signals() async throws {
        let sandbox = try Sandbox()
        try sandbox.writePayloads("a.json", [RTRServeTests.one])
        let served = try await ServedFiles(["--poll", "3600", "--payloads", sandbox("a.json")], sandbox: sandbox)
        try await served.serves(1)
        try sandbox.writePayloads("a.json", [RTRServeTests.two])
        served.program.signal(SIGHUP)
        try await served.serves(2)
        #expect(try await served.program.end(SIGINT) == 0)
    }

    @Test("Payloads come from standard input, too")
    func standardInput() async throws {
        let text = "ASN,IP Prefix,Max Length,Trust Anchor\nAS64496,192.0.2.0/24,26,x\n"
        let served = try await ServedFiles(["--payloads", "-"], input: Data(text.utf8))
        try await served.serves(1)
        #expect(try served.lines() == [RTRServeTests.lineOne])
    }

    @Test("Every format that has the payloads prints them, in every version")
    func formats() async throws {
        let sandbox = try Sandbox()
        try sandbox.writePayloads(
            "a.json", [RTRServeTests.one],
            aspas: "[{\"customer_asid\":64496,\"expires\":4000000000,\"providers\":[1,2]}]")
        let served = try await ServedFiles(["--payloads", sandbox("a.json")], sandbox: sandbox)
        try await served.serves(1)
        for format in ["csv", "json", "jsonext", "slurm", "openbgpd", "bird2", "rpki-client-json", "summary"] {
            for version in 0...2 {
                let result = try served.fetch("--format", format, "--version", "\(version)")
                #expect(result.status == 0, "\(result.errors)")
                #expect(format == "summary" || result.output.contains("192.0.2.0/24"))
                if format == "rpki-client-json" { #expect(result.output.contains("customer_asid") == (version == 2)) }
            }
        }
    }

    @Test("Many routers are counted and timed")
    func clients() async throws {
        let served = try await files()
        try await served.serves(1)
        let result = try served.fetch("--clients", "50", "--format", "json", "--version", "1")
        #expect(result.status == 0, "\(result.errors)")
        let figures = try #require(try result.objects().first)
        #expect(figures["routers"] as? Int == 50)
        #expect(figures["failed"] as? Int == 0)
        #expect(figures["octets"] as? Int == 50 * (8 + 20 + 24))
        #expect(figures["pdus"] as? Int == 50 * 3)
        #expect(try served.fetch("--clients", "3").output.contains("endOfData"))
    }

    @Test("A router that follows prints what changes as it comes")
    func follow() async throws {
        let served = try await files()
        try await served.serves(1)
        let executable = try #require(InspectProgram.executable)
        let follower = try RunningProgram(
            executable.path, ["rtr", "fetch", "127.0.0.1:\(served.port)", "--follow"])
        try await eventually { follower.output.contains("+ vrp 192.0.2.0/24 up to /26 for AS64496") }
        try served.sandbox.writePayloads("a.json", [RTRServeTests.two])
        try await eventually { follower.output.contains("- vrp 192.0.2.0/24") }
        #expect(follower.output.contains("+ vrp 198.51.100.0/24"))
        #expect(try await follower.end() == 0)
    }

    @Test(
        "Over TLS, with certificates on both sides, and only with them",
        .enabled(if: installed("openssl") != nil, "openssl is not installed"))
    func tls() async throws {
        let openssl = try #require(installed("openssl"))
        let sandbox = try Sandbox()
        try sandbox.writePayloads("a.json", [RTRServeTests.one])
        try makeCertificates(openssl, sandbox)
        let port = try LocalPort.free()
        let served = try await ServedFiles(
            [
                "--payloads", sandbox("a.json"), "--listen-tls", "127.0.0.1:\(port)", "--tls-certificate",
                sandbox("server.pem"), "--tls-key", sandbox("server.key"), "--tls-client-ca", sandbox("ca.pem"),
            ], sandbox: sandbox)
        try await served.serves(1)
        func fetch(_ options: [String]) throws -> InspectProgram.Result {
            try InspectProgram.run("rtr", "fetch", "127.0.0.1:\(port)", "--tls", "--timeout", "5", files: options)
        }
        let authority = ["--ca", sandbox("ca.pem")]
        let name = ["--server-name", "cache.example"]
        let own = ["--tls-certificate", sandbox("client.pem"), "--tls-key", sandbox("client.key")]
        let good = try fetch(authority + name + own)
        #expect(good.status == 0, "\(good.errors)")
        #expect(good.output.contains("AS64496,192.0.2.0/24"))
        // Without our certificate; without who issued theirs; without its name; without TLS.
        #expect(try fetch(authority + name).status == 1)
        #expect(try fetch(name + own).status == 1)
        #expect(try fetch(authority + own).status == 1)
        #expect(try InspectProgram.run("rtr", "fetch", "127.0.0.1:\(port)", "--timeout", "5").status == 1)
        #expect(try served.lines() == [RTRServeTests.lineOne])
    }

    private func makeCertificates(_ openssl: String, _ sandbox: Sandbox) throws {
        func run(_ arguments: String...) throws {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: openssl)
            process.arguments = arguments
            process.currentDirectoryURL = URL(fileURLWithPath: sandbox.path)
            process.standardError = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit(atMost: 300)
            try #require(process.terminationStatus == 0)
        }
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        try run(
            "req", "-x509", key[0], key[1], key[2], key[3], key[4], "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
            "-subj", "/CN=ca")
        try sandbox.write("subjectAltName=DNS:cache.example\n", to: "server.ext")
        try sandbox.write("subjectAltName=DNS:router\n", to: "client.ext")
        for name in ["server", "client"] {
            try run(
                "req", key[0], key[1], key[2], key[3], key[4], "-keyout", "\(name).key", "-out", "\(name).csr", "-subj",
                "/CN=\(name)")
            try run(
                "x509", "-req", "-in", "\(name).csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days",
                "2",
                "-out", "\(name).pem", "-extfile", "\(name).ext")
        }
    }

    static let usages: [([String], Int32)] = [
        (["serve", "--payloads", "a"], 2), (["serve", "--listen", "127.0.0.1:0"], 2),
        (["serve", "--payloads", "a", "--listen", "127.0.0.1"], 2),
        (["serve", "--payloads", "a", "--listen", "127.0.0.1:0", "--refresh-interval", "0"], 2),
        (["serve", "--payloads", "a", "--listen", "127.0.0.1:0", "--expire-interval", "599"], 2),
        (
            ["serve", "--payloads", "a", "--listen", "127.0.0.1:0", "--at", "2026-03-16T07:00:00Z", "--ignore-expiry"],
            2
        ),
        (["serve", "--payloads", "a", "--listen-tls", "127.0.0.1:0"], 2),
        (["serve", "--payloads", "a", "--listen", "127.0.0.1:0", "--allow", "192.0.2.1/24"], 2),
        (["serve", "--payloads", "-", "-", "--listen", "127.0.0.1:0"], 2),
        (["fetch", "127.0.0.1:1", "--version", "3"], 2), (["fetch", "127.0.0.1:1", "--format", "text"], 2),
        (["fetch", "127.0.0.1:1", "--ca", "x"], 2), (["fetch", "127.0.0.1:1"], 1),
        (
            [
                "serve", "--payloads", "a", "--listen-tls", "127.0.0.1:0", "--tls-certificate", "missing.pem",
                "--tls-key",
                "missing.key",
            ], 1
        ),
    ]

    @Test("Wrong usage is exit 2, what cannot be used exit 1 and named", arguments: usages)
    func usage(arguments: [String], status: Int32) throws {
        let result = try InspectProgram.run("rtr", files: arguments)
        #expect(result.status == status, "\(result.errors)")
        #expect(!result.errors.isEmpty)
    }
}
