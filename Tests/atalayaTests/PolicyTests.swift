import Foundation
import Testing

@Suite(
    "Local policy of rpki validate", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct PolicyTests {
    let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test("What the skip list names is left out and reported: an object, a folder, a host")
    func skipList() throws {
        try sandbox.write("rsync://rpki.example.net/repository/isp/as64496.roa\n", to: "object")
        let object = try sandbox.validate("--skiplist", sandbox("object"))
        #expect(object.status == 0)
        #expect(!object.output.contains("192.0.2.0/24") && object.output.contains("198.51.100.0/24"))
        #expect(object.errors.contains("rejected: rsync://rpki.example.net/repository/isp/as64496.roa: skip-list"))
        try sandbox.write("rsync://rpki.example.net/repository/isp/\n", to: "folder")
        let folder = try sandbox.validate("--skiplist", sandbox("folder"))
        #expect(!folder.output.contains("192.0.2.0/24") && folder.output.contains("198.51.100.0/24"))
        #expect(folder.errors.contains("rejected: rsync://rpki.example.net/repository/example/isp.cer: skip-list"))
        try sandbox.write("rpki.example.net\n", to: "host")
        #expect(try !sandbox.validate("--skiplist", sandbox("host")).output.contains("AS6"))
    }

    @Test("Constraints beside a locator bind its trust anchor unasked; verdicts of the cache do not get round them")
    func constraints() throws {
        _ = try sandbox.validate("--cache", sandbox("cache"))
        try sandbox.write("allow 198.51.100.0/24\n", to: "example.constraints")
        let result = try sandbox.validate("--cache", sandbox("cache"))
        #expect(result.status == 0)
        #expect(result.output.split(separator: "\n").dropFirst() == ["AS64510,198.51.100.0/24,24,example"])
        #expect(result.errors.contains("trust-anchor-constraint"))
        try FileManager.default.removeItem(atPath: sandbox("example.constraints"))
        #expect(try sandbox.validate("--cache", sandbox("cache")).output.contains("AS64496"))
    }

    @Test("Local exceptions filter and assert, in every format")
    func exceptions() throws {
        try sandbox.write(
            """
            {"slurmVersion":1,"validationOutputFilters":{"prefixFilters":[{"asn":64496}],"bgpsecFilters":[]},
            "locallyAddedAssertions":{"prefixAssertions":[{"asn":64499,"prefix":"203.0.113.0/24"}],"bgpsecAssertions":[]}}
            """, to: "slurm.json")
        let result = try sandbox.validate("--slurm", sandbox("slurm.json"), "--output", "json=" + sandbox("a.json"))
        #expect(result.status == 0)
        let text = try sandbox.text("a.json")
        #expect(text.contains("203.0.113.0/24") && text.contains("198.51.100.0/24") && !text.contains("192.0.2.0/24"))
    }

    @Test(
        "A policy file that is missing or damaged fails the run, is named, and nothing is written",
        arguments: ["--skiplist", "--constraints", "--slurm"])
    func damaged(option: String) throws {
        try sandbox.write("{ not this \u{1}\n", to: "bad.constraints")
        for file in [sandbox("bad.constraints"), sandbox("missing.constraints")] {
            let result = try sandbox.validate(option, file, "--output", "csv=" + sandbox("a.csv"))
            #expect(result.status == 1)
            #expect(result.errors.contains(file))
            #expect(try !sandbox.names.contains("a.csv"))
        }
    }
}
