import Foundation
import LocalServers
import NumberResources
import RPKITesting
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("rpki validate --cache", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct CacheTests {
    let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    private var cache: String { sandbox("cache") }

    /// Takes the CA `isp` out of reach.
    private func outage() throws {
        sandbox.plan[sandbox.plan.authority(named: "isp")].isCaptured = false
        try sandbox.publish()
    }

    @Test("What was last valid is kept from run to run, and the point is reported")
    func kept() throws {
        let first = try sandbox.validate("--cache", cache)
        #expect(first.status == 0)
        try outage()
        let second = try sandbox.validate("--cache", cache, at: "2026-05-28T23:00:00Z")
        #expect(second.status == 0)
        #expect(second.output == first.output)
        #expect(second.errors.contains("point-kept: rsync://rpki.example.net/repository/isp/isp.mft: unreachable"))
        #expect(second.errors.contains("1 of them in their last valid state"))
        // Without the cache it is gone, and so it is once its manifest has expired.
        #expect(try !sandbox.validate("--no-cache").output.contains("AS64496"))
        sandbox.plan.advance(to: Sandbox.now + 2 * 86_400)
        try sandbox.publish()
        let later = try sandbox.validate("--cache", cache, at: "2026-05-30T20:30:00Z")
        #expect(later.status == 0)
        #expect(!later.output.contains("AS64496") && later.output.contains("AS64510"))
    }

    @Test("A run over the cache prints what one without it prints, whatever the workers")
    func same() throws {
        let without = try sandbox.validate("--format", "jsonext")
        for workers in ["1", "8", "2"] {
            let with = try sandbox.validate("--cache", cache, "--format", "jsonext", "--workers", workers)
            #expect(with.output == without.output)
            #expect(with.errors == without.errors)
        }
    }

    @Test("A trust anchor's certificate that was last valid is kept too")
    func keptTrustAnchor() throws {
        let first = try sandbox.validate("--cache", cache)
        try FileManager.default.removeItem(atPath: sandbox("repository/rpki.example.net/repository/example.cer"))
        let second = try sandbox.validate("--cache", cache)
        #expect(second.status == 0)
        #expect(second.output == first.output)
        #expect(second.errors.contains("point-kept: rsync://rpki.example.net/repository/example.cer"))
    }

    @Test("A cache that another process uses is refused by name")
    func locked() throws {
        #expect(try sandbox.validate("--cache", cache).status == 0)
        let file = open(cache + "/lock", O_RDWR)
        try #require(file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0)
        let result = try sandbox.validate("--cache", cache)
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(cache) && result.errors.contains("another process"))
        close(file)
        #expect(try sandbox.validate("--cache", cache).status == 0)
    }

    @Test("A cache of a newer version is refused by its number")
    func newer() throws {
        #expect(try sandbox.validate("--cache", cache).status == 0)
        let file = URL(fileURLWithPath: cache + "/rpki.sqlite")
        var octets = try Data(contentsOf: file)
        // user_version of the SQLite header.
        octets.replaceSubrange(60..<64, with: [0, 0, 0, 99])
        try octets.write(to: file)
        let result = try sandbox.validate("--cache", cache)
        #expect(result.status == 1)
        #expect(result.errors.contains("schema 99"))
        #expect(try Data(contentsOf: file) == octets)
    }

    @Test("A file in the place of the cache fails the run with an error that names it")
    func file() throws {
        let result = try sandbox.validate("--cache", sandbox.locator)
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("atalaya: \(sandbox.locator)"))
    }

    @Test("A damaged cache is set aside, said, and made anew")
    func damaged() throws {
        try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: false)
        let octets = Data(String(repeating: "no database ", count: 1000).utf8)
        try sandbox.write(String(repeating: "no database ", count: 1000), to: "cache/rpki.sqlite")
        let expected = try sandbox.validate()
        let result = try sandbox.validate("--cache", cache)
        #expect(result.status == 0)
        #expect(result.output == expected.output)
        #expect(result.errors.contains("\(cache)/rpki.sqlite is damaged"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: cache + "/rpki.sqlite.damaged")) == octets)
        #expect(try sandbox.validate("--cache", cache).errors.contains("damaged") == false)
    }

    @Test(
        "A run that is killed at any moment leaves a cache that the next one uses", arguments: [1, 5, 20, 60, 150, 400])
    func killed(milliseconds: Int) async throws {
        var plan = RepositoryPlan(at: Sandbox.now)
        for index in 0..<60 {
            let member = plan.addCA("member-\(index)", resources: Resources("AS64496 10.\(index).0.0/16"))
            plan.addROA(in: member, asn: 64496, [ROAPrefix(stringLiteral: "10.\(index).0.0/16")])
        }
        let large = try Sandbox(plan)
        let process = Process()
        let program = try #require(InspectProgram.executable)
        process.executableURL = program
        process.arguments = [
            "rpki", "validate", "--tal", large.locator, "--repository", large.repository, "--at", Sandbox.clock,
            "--cache", large("cache"), "--format", "none",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        try await randomPause(upTo: .milliseconds(2 * milliseconds))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit(atMost: 300)
        let next = try large.validate("--cache", large("cache"))
        #expect(next.status == 0)
        #expect(next.output == (try large.validate()).output)
    }
}
