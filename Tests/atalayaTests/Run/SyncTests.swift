import Foundation
import LocalServers
import RPKIObjects
import RPKIRepository
import RPKITesting
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Commands that fetch, as an operator runs them.
@Suite("Fetching from the command line", .enabled(if: NodeOfTest.isPossible, "\(NodeOfTest.impossible)"))
struct SyncTests {
    private let laboratory: Laboratory
    private let sandbox: Sandbox

    init() throws {
        laboratory = try Laboratory(members: 10)
        sandbox = try Sandbox()
        _ = try sandbox.write(laboratory.tal, to: "lab.tal")
    }

    private var fetching: [String] {
        [
            "--tal", sandbox("lab.tal"), "--cache", sandbox("cache"), "--https-ca", laboratory.authority.file,
            "--resolve",
            "rpki.test=127.0.0.1", "--no-rsync", "--at", Laboratory.now.formatted(.iso8601),
        ]
    }

    private func run(_ command: String, _ more: String...) throws -> InspectProgram.Result {
        try InspectProgram.run("rpki", command, files: fetching + more)
    }

    @Test("sync says how each repository did, and leaves all for a run without a network")
    func sync() throws {
        let result = try run("sync")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("rrdp \(laboratory.server.uri("notification.xml")): ok, "))
        #expect(result.output.contains("https \(laboratory.server.uri("lab.cer")): ok, 1 objects"))
        laboratory.server.stop()
        let offline = try run("validate", "--no-fetch")
        #expect(offline.output.split(separator: "\n").count == 13)
        let failing = try run("sync")
        #expect(failing.status == 3)
        #expect(failing.output.contains("failed: "))
    }

    @Test("sync dumps what it has as rsync would leave it, and a walk over that gives the same")
    func dump() throws {
        let result = try run("sync", "--dump", sandbox("tree"))
        #expect(result.status == 0, "\(result.errors)")
        for (uri, octets) in laboratory.writer.objects {
            #expect(try Data(contentsOf: URL(fileURLWithPath: sandbox("tree/" + uri.relativePath))) == Data(octets))
        }
        #expect(try run("sync", "--dump", sandbox("tree")).status == 1)
    }

    @Test("A proxy that is refused is not repeated: there may be a password in it")
    func proxyWithPassword() throws {
        let result = try run("sync", "--proxy", "http://operator:secret@192.0.2.1:3128")
        #expect(result.status == 2)
        #expect(result.errors.contains("--proxy: a name and password are not allowed here"), "\(result.errors)")
        #expect(!result.errors.contains("secret"))
    }

    @Test("What cannot be a file is left out of a dump and named, and the rest is written")
    func dumpOmissions() throws {
        let base = "rsync://rpki.example.net/repository/"
        let left = [
            "a/b.roa": "a file has the name", "a/c/d.roa": "a file has the name",
            "n/" + String(repeating: "x", count: 300): "300 octets",
            String(repeating: "y", count: 400) + "/z.roa": "400 octets",
            String(repeating: "z/", count: 900) + "end.roa": "",
        ]
        let written = ["a", "b/c.roa", "n/" + String(repeating: "x", count: 240)]
        try laboratory.publish(
            (left.keys + written).sorted().map { name in
                .publish(try #require(RsyncURI(base + name)), Array(name.utf8))
            })
        let result = try run("sync", "--dump", sandbox("tree"))
        #expect(result.status == 3, "\(result.errors)")
        let lines = result.errors.split(separator: "\n").filter { $0.hasPrefix("not written: ") }
        for (name, reason) in left where !reason.isEmpty {
            #expect(lines.contains { $0.contains(base + name) && $0.contains(reason) }, "\(name)")
        }
        for uri in laboratory.writer.objects.keys
        where !left.keys.contains(String(uri.description.dropFirst(base.count))) {
            #expect(FileManager.default.fileExists(atPath: sandbox("tree/" + uri.relativePath)), "\(uri)")
        }
        #expect(result.output.contains("notification.xml: ok, "))
    }

    @Test("sync prints JSON and CSV that can be read")
    func formats() throws {
        let json = try run("sync", "--format", "json")
        let rows = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
        #expect(rows.count == 2)
        #expect(try run("sync", "--format", "csv").output.hasPrefix("uri,transport,result,"))
    }

    @Test("A folder of objects is of no use to sync, and an option that is none is named")
    func usage() throws {
        #expect(try run("sync", "--repository", sandbox.path).status == 2)
        #expect(try run("sync", "--resolve", "nonsense").status == 2)
        #expect(try run("sync", "--connect-timeout", "0").status == 2)
        #expect(try run("sync", "--https-ca", sandbox("none.pem")).status == 1)
    }

    /// What a run is busy with when it is killed.
    enum Phase: String, CaseIterable, Sendable {
        case snapshot, delta, validation, output
    }

    @Test("Killed fifty times at any moment of each phase, it loses nothing that held", arguments: Phase.allCases)
    func killed(phase: Phase) async throws {
        #expect(try run("validate").status == 0)
        var serial = 0
        var arguments: [String] {
            let file = phase == .output ? ["--output", "csv=" + sandbox("vrps.csv")] : ["--format", "none"]
            return ["rpki", "validate"] + file + (phase == .validation ? ["--no-fetch"] : []) + fetching.dropLast(2)
                + ["--at", clock(serial)]
        }
        /// Sees to it that the next run has something to do in this phase.
        func prepare() throws {
            serial += 1
            switch phase {
            case .snapshot: try laboratory.beginSession()
            case .delta: try laboratory.addROA(asn: 64497, at: Laboratory.now + Double(serial))
            // Another clock: what was found is looked at again.
            case .validation, .output: break
            }
        }
        try prepare()
        let begun = ContinuousClock.now
        let whole = try InspectProgram.run(files: arguments)
        #expect(whole.status == 0, "\(whole.errors)")
        let duration = ContinuousClock.now - begun
        for _ in 0..<50 {
            try prepare()
            let process = Process()
            let program = try #require(InspectProgram.executable)
            process.executableURL = program
            process.arguments = arguments
            process.standardError = FileHandle.nullDevice
            try process.run()
            try await randomPause(upTo: duration)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit(atMost: 300)
            if phase == .output {
                // The old file or the new one, never half of one.
                #expect(try sandbox.text("vrps.csv").split(separator: "\n").count == 13)
            }
        }
        serial += 1
        let result = try InspectProgram.run(
            "rpki", "validate", files: Array(fetching.dropLast(2)) + ["--at", clock(serial)])
        #expect(result.status == 0, "\(result.errors)")
        #expect(!result.errors.contains("damaged"))
        #expect(Set(result.output.split(separator: "\n")).count == (phase == .delta ? 14 : 13))
    }

    private func clock(_ seconds: Int) -> String {
        (Laboratory.now + Double(seconds)).formatted(.iso8601)
    }

    @Test(
        "A disk that is full fails the fetch, is named, and leaves what was there",
        .enabled(if: SmallDisk.isPossible, "a small disk cannot be mounted"))
    func full() throws {
        #expect(try run("validate").status == 0)
        for index in 0..<40 {
            laboratory.plan.addFile(
                in: laboratory.isp, name: "large-\(index).xyz", Array(repeating: UInt8(index), count: 20_000))
        }
        laboratory.plan.reissue(laboratory.isp, at: Laboratory.now + 60)
        try laboratory.publish()
        let disk = try SmallDisk(octets: 700 << 10)
        try FileManager.default.copyItem(
            atPath: sandbox("cache/rpki.sqlite"), toPath: disk.folder("rpki.sqlite"))
        let options =
            fetching.dropLast(2).map { $0 == sandbox("cache") ? disk.folder.path : $0 } + ["--at", clock(120)]
        let fetched = try InspectProgram.run("rpki", "validate", files: options)
        let again = try InspectProgram.run("rpki", "validate", files: options + ["--no-fetch"])
        let text = fetched.errors + fetched.output + again.errors + again.output
        #expect(text.contains("full") || text.contains("No space left"), "\(text)")
        #expect(text.contains("AS64496,192.0.2.0/24"), "\(text)")
    }
}
