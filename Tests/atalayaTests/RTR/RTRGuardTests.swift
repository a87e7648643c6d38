import Foundation
import RPKITesting
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite(
    "rtr serve guards what it serves", .serialized,
    .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct RTRGuardTests {
    private static let many = (0..<20).map { ("10.\($0).0.0/16", 16, 64_496) }

    private func served(_ options: String...) async throws -> ServedFiles {
        let sandbox = try Sandbox()
        try sandbox.writePayloads("a.json", RTRGuardTests.many)
        let options = options.map { $0.replacingOccurrences(of: "PATH", with: sandbox.path) }
        let served = try await ServedFiles(["--payloads", sandbox("a.json")] + options, sandbox: sandbox)
        try await served.serves(1)
        return served
    }

    @Test("A removal of more than the share is held until SIGUSR2; one of less is served")
    func hold() async throws {
        let served = try await served("--hold", "50%")
        try served.sandbox.writePayloads("a.json", Array(RTRGuardTests.many.prefix(12)))
        try await served.serves(2)
        try served.sandbox.writePayloads("a.json", Array(RTRGuardTests.many.prefix(5)))
        try await eventually { served.program.output.contains("send SIGUSR2 to release it") }
        #expect(served.program.output.contains("before=12"))
        #expect(try served.lines().count == 12)
        served.program.signal(SIGUSR2)
        try await served.serves(3)
        #expect(try served.lines().count == 5)
    }

    @Test("What was held ends when the file is as it was")
    func back() async throws {
        let served = try await served("--hold", "10")
        try served.sandbox.writePayloads("a.json", [RTRGuardTests.many[0]])
        try await eventually { served.program.output.contains("send SIGUSR2 to release it") }
        try served.sandbox.writePayloads("a.json", RTRGuardTests.many + [("192.0.2.0/24", 24, 1)])
        try await served.serves(2)
        #expect(try served.lines().count == 21)
    }

    @Test("A removal is held after a restart too")
    func restart() async throws {
        let served = try await served("--hold", "50%", "--state", "PATH/state", "--lease", "PATH/lease")
        try served.sandbox.writePayloads("a.json", [RTRGuardTests.many[0]])
        try await served.restart()
        try await eventually { served.program.output.contains("send SIGUSR2 to release it") }
        #expect(try served.lines().count == 20)
    }

    @Test("Without --hold a large removal is served, and reported")
    func reported() async throws {
        let served = try await served()
        try served.sandbox.writePayloads("a.json", Array(RTRGuardTests.many.prefix(5)))
        try await served.serves(2)
        #expect(served.program.output.contains("update removes many VRPs"))
        #expect(served.program.output.contains("trust-anchor=test"))
    }

    @Test("A file that grows beyond the factor is held, and one with too many rows refused")
    func growth() async throws {
        let served = try await served("--max-growth", "2", "--max-rows", "30000")
        let grown = (0..<20_001).map { ("10.\($0 / 256).\($0 % 256).0/24", 24, 64_497) }
        try served.sandbox.writePayloads("a.json", grown)
        try await eventually { served.program.output.contains("update adds many VRPs") }
        #expect(try served.lines().count == 20)
        served.program.signal(SIGUSR2)
        try await served.serves(2)
        #expect(try served.lines().count == 20_001)
        try served.sandbox.writePayloads(
            "a.json", (0..<30_001).map { ("10.\($0 / 256).\($0 % 256).0/24", 24, 64_498) })
        try await eventually { served.program.output.contains("refresh failed; still serving") }
        #expect(try served.lines().count == 20_001)
    }

    @Test("Local exceptions are applied, read again when they change, and those of before stay when they are wrong")
    func slurm() async throws {
        let sandbox = try Sandbox()
        try sandbox.writePayloads("a.json", [("192.0.2.0/24", 24, 64_496), ("10.0.0.0/8", 8, 64_498)])
        func exceptions(_ filter: Int, _ asserted: Int) -> String {
            """
            {"slurmVersion":1,"validationOutputFilters":{"prefixFilters":[{"asn":\(filter)}],"bgpsecFilters":[]},
            "locallyAddedAssertions":{"prefixAssertions":[{"asn":\(asserted),"prefix":"198.51.100.0/24"}],
            "bgpsecAssertions":[]}}
            """
        }
        try sandbox.write(exceptions(64_496, 64_999), to: "local.json")
        let served = try await ServedFiles(
            ["--payloads", sandbox("a.json"), "--slurm", sandbox("local.json")], sandbox: sandbox)
        try await served.serves(1)
        #expect(try served.lines() == ["AS64498,10.0.0.0/8,8", "AS64999,198.51.100.0/24,24"])
        try sandbox.write("{\"slurmVersion\":1,", to: "local.json")
        try await eventually { served.program.output.contains("local exceptions refused") }
        #expect(try served.lines().count == 2)
        try sandbox.write(exceptions(64_498, 65_000), to: "local.json")
        try await served.serves(2)
        #expect(try served.lines() == ["AS64496,192.0.2.0/24,24", "AS65000,198.51.100.0/24,24"])
        let wrong = try InspectProgram.run(
            "rtr", "serve", "--listen", "127.0.0.1:0", "--payloads", sandbox("a.json"), "--slurm", sandbox("none"))
        #expect(wrong.status == 1)
    }

    @Test("The highest version can differ by prefix of routers")
    func versions() async throws {
        let served = try await served("--versions", "127.0.0.0/8=2", "127.0.0.1=0", "--max-version", "1")
        #expect(try served.fetch().errors.contains("version 0,"))
    }

    @Test("A cache that sends more than the limits is given up, with the limit named")
    func fetchLimits() async throws {
        let served = try await served()
        for (option, value, text) in [("--max-payloads", "19", "payloads"), ("--max-octets", "100", "octets")] {
            let result = try served.fetch(option, value)
            #expect(result.status == 1)
            #expect(result.output.isEmpty)
            #expect(result.errors.contains("more than \(value) \(text)"), "\(result.errors)")
        }
        #expect(try served.fetch("--max-payloads", "20").status == 0)
    }
}
