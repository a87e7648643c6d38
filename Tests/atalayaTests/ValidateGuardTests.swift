import Foundation
import RPKITesting
import Testing

/// A file that is good is not replaced by one that has lost what it had.
@Suite(
    "rpki validate guards its files", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct ValidateGuardTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    /// Takes away `isp` with two of the three VRPs.
    private func lose() throws {
        var plan = sandbox.plan
        plan.revoke(plan.authority(named: "isp"))
        sandbox.plan = plan
        try sandbox.publish()
    }

    @Test(
        "A file of any format that would lose more than the share stays as it is, with exit 3",
        arguments: [
            "csv", "csvcompat", "csvext", "json", "jsonext", "slurm", "slurm2", "openbgpd", "bird1", "bird2", "rpsl",
            "rpki-client-json", "rpki-client-csv", "ccr",
        ])
    func formats(format: String) throws {
        let output = "\(format)=" + sandbox("out")
        #expect(try sandbox.validate("--output", output).status == 0)
        #expect(try sandbox.validate("--output", output).status == 0, "nothing is lost")
        let good = try Data(contentsOf: URL(fileURLWithPath: sandbox("out")))
        try lose()
        let refused = try sandbox.validate("--output", output)
        #expect(refused.status == 3)
        #expect(refused.errors.contains("VRPs"))
        #expect(refused.errors.contains("--allow-loss"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: sandbox("out"))) == good)
        #expect(try sandbox.validate("--output", output, "--allow-loss").status == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: sandbox("out"))) != good)
    }

    @Test("The share can be set, and none of several files is replaced when one would lose too much")
    func share() throws {
        #expect(try sandbox.validate("--output", "csv=" + sandbox("a.csv")).status == 0)
        try sandbox.write("old", to: "b.json")
        try lose()
        let result = try sandbox.validate(
            "--output", "json=" + sandbox("b.json"), "csv=" + sandbox("a.csv"), "--rejections", sandbox("r"))
        #expect(result.status == 3)
        #expect(result.errors.contains("2 of 3 VRPs of example would be removed"))
        #expect(try sandbox.text("b.json") == "old")
        #expect(!FileManager.default.fileExists(atPath: sandbox("r")))
        #expect(try sandbox.validate("--output", "csv=" + sandbox("a.csv"), "--max-loss", "67%").status == 0)
    }

    @Test(
        "A former file that is damaged, foreign or empty is replaced, and reported",
        arguments: ["", "not payloads", "{\"roas\":[", "ASN,IP Prefix,Max Length,Trust Anchor\nAS1,"])
    func foreign(text: String) throws {
        try sandbox.write(text, to: "out")
        let result = try sandbox.validate("--output", "csv=" + sandbox("out"))
        #expect(result.status == 0)
        #expect(try sandbox.text("out").contains("AS64496,192.0.2.0/24,26"))
    }

    @Test("A trust anchor that is not found leaves its file with exit 3, and with --complete any file")
    func trustAnchor() throws {
        // The locator has another key than the certificate.
        let foreign = TALPlan(
            uris: sandbox.plan.trustAnchorURIs, subjectPublicKeyInfo: try SigningKey.derived(9).subjectPublicKeyInfo)
        try sandbox.write(foreign.text, to: "other.tal")
        func both(_ options: String...) throws -> InspectProgram.Result {
            try InspectProgram.run(
                "rpki", "validate", "--tal", sandbox.locator, sandbox("other.tal"), "--repository", sandbox.repository,
                "--at", Sandbox.clock, files: options)
        }
        let plain = try both("--output", "csv=" + sandbox("out"))
        #expect(plain.status == 0)
        #expect(plain.errors.contains("other: could not find a valid certificate of this trust anchor"))
        let complete = try both("--complete")
        #expect(complete.status == 3)
        #expect(complete.output.isEmpty)
        #expect(try both("--complete", "--output", "csv=" + sandbox("new")).status == 3)
        #expect(!FileManager.default.fileExists(atPath: sandbox("new")))
        #expect(try both("--complete", "--allow-loss").status == 2)
        #expect(try sandbox.validate("--complete").status == 0)

        let full = try sandbox.text("out") + "AS64999,203.0.113.0/24,24,other\n"
        try sandbox.write(full, to: "out")
        let refused = try both("--output", "csv=" + sandbox("out"))
        #expect(refused.status == 3)
        #expect(refused.errors.contains("1 of 1 VRPs of other would be removed"))
        #expect(try sandbox.text("out") == full)
    }
}
