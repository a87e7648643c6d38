import Foundation
import LocalServers
import RPKIObjects
import RPKIRepository
import RPKITesting
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

    @Test("Killed a hundred times at any moment, while all changes, it loses nothing that held")
    func killed() throws {
        for round in 0..<100 {
            if round % 10 == 5 { try laboratory.addROA(asn: 64497, at: Laboratory.now + Double(round)) }
            let process = Process()
            process.executableURL = try #require(InspectProgram.executable)
            process.arguments =
                ["rpki", "validate", "--format", "none"] + fetching.dropLast(2) + ["--at", clock(round)]
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32.random(in: 0...200_000))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        let arguments = Array(fetching.dropLast(2)) + ["--at", clock(100)]
        let result = try InspectProgram.run("rpki", "validate", files: arguments)
        #expect(result.status == 0, "\(result.errors)")
        #expect(!result.errors.contains("damaged"))
        #expect(Set(result.output.split(separator: "\n")).count == 14)
    }

    private func clock(_ seconds: Int) -> String {
        (Laboratory.now + Double(seconds)).formatted(.iso8601)
    }

    @Test("A disk that is full fails the fetch, is named, and leaves what was there")
    func full() throws {
        #expect(try run("validate").status == 0)
        for index in 0..<40 {
            laboratory.plan.addFile(
                in: laboratory.isp, name: "large-\(index).xyz", Array(repeating: UInt8(index), count: 20_000))
        }
        laboratory.plan.reissue(laboratory.isp, at: Laboratory.now + 60)
        try laboratory.publish()
        let process = Process()
        let output = sandbox("full.txt")
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let program = try #require(InspectProgram.executable).path
        let command = (["rpki", "validate"] + fetching.dropLast(2) + ["--at", clock(120)]).joined(separator: " ")
        process.arguments = [
            "-c",
            """
            exec unshare -m sh -c 'mkdir \(sandbox("small")) && mount -t tmpfs -o size=700k tmpfs \(sandbox("small")) || exit 77
            cp \(sandbox("cache"))/rpki.sqlite \(sandbox("small"))/ && \(program) \(command.replacingOccurrences(of: sandbox("cache"), with: sandbox("small")))
            rc=$?; \(program) \(command.replacingOccurrences(of: sandbox("cache"), with: sandbox("small"))) --no-fetch; exit $rc'
            """,
        ]
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = process.standardOutput
        try process.run()
        process.waitUntilExit()
        let text = try String(contentsOfFile: output, encoding: .utf8)
        guard process.terminationStatus != 77, !text.contains("Operation not permitted") else { return }
        #expect(text.contains("full") || text.contains("No space left"), "\(text)")
        #expect(text.contains("AS64496,192.0.2.0/24"), "\(text)")
    }
}
