import Foundation
import NumberResources
import RPKITesting
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("rpki validate", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct ValidateTests {
    let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    private static let csv = """
        ASN,IP Prefix,Max Length,Trust Anchor
        AS64496,192.0.2.0/24,26,example
        AS64510,198.51.100.0/24,24,example
        AS64496,2001:db8::/32,48,example

        """

    @Test("Payloads go to standard output as csv, what was refused and a summary to standard error")
    func plain() throws {
        let result = try sandbox.validate()
        #expect(result.status == 0)
        #expect(result.output == Self.csv)
        #expect(result.errors.contains("rejected: rsync://rpki.example.net/repository/other/wrong.roa: signature"))
        #expect(result.errors.contains("3 VRPs, 1 ASPAs, 1 router keys from 3 publication points"))
    }

    @Test(
        "Every format can be asked for, and is the same for any number of workers",
        arguments: [
            "csv", "csvcompat", "csvext", "json", "jsonext", "slurm", "slurm2", "openbgpd", "bird1", "bird2", "rpsl",
            "summary", "none", "rpki-client-json", "rpki-client-csv", "ccr",
        ])
    func formats(format: String) throws {
        let alone = try sandbox.validate("--format", format, "--workers", "1")
        #expect(alone.status == 0)
        #expect(alone.output.isEmpty == (format == "none"))
        for workers in ["2", "8"] {
            let result = try sandbox.validate("--format", format, "--workers", workers)
            #expect(result.output == alone.output)
            #expect(result.errors == alone.errors)
        }
    }

    @Test("Several formats are written to files from one run, and standard output stays empty")
    func outputs() throws {
        let result = try sandbox.validate(
            "--output", "csv=" + sandbox("a.csv"), "--output", "rpki-client-json=" + sandbox("b.json"), "--output",
            "bird2=" + sandbox("c=d.bird"))
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        #expect(try sandbox.text("a.csv") == Self.csv)
        #expect(try sandbox.text("b.json").contains("\"roas\""))
        #expect(try sandbox.text("c=d.bird").contains("route 192.0.2.0/24 max 26 as 64496;"))
        #expect(try sandbox.names == ["a.csv", "b.json", "c=d.bird", "example.tal", "repository"])
    }

    @Test("With --format too, both are written")
    func outputAndFormat() throws {
        let result = try sandbox.validate("--output", "json=" + sandbox("a.json"), "--format", "csv")
        #expect(result.output == Self.csv)
        #expect(try sandbox.text("a.json").contains("AS64496"))
    }

    @Test("A file that is there is replaced when the new one is whole, with the permissions of a new file")
    func replaced() throws {
        let file = try sandbox.write("before", to: "a.csv")
        chmod(file, 0o600)
        #expect(try sandbox.validate("--output", "csv=" + file).status == 0)
        #expect(try sandbox.text("a.csv") == Self.csv)
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        let mask = umask(0)
        umask(mask)
        #expect(attributes[.posixPermissions] as? Int == Int(0o666 & ~mask))
    }

    @Test("When a run fails, files are as they were and standard output is empty")
    func untouched() throws {
        let file = try sandbox.write("before", to: "a.csv")
        let rejections = try sandbox.write("before", to: "r.jsonl")
        try FileManager.default.removeItem(atPath: sandbox("repository/rpki.example.net/repository/example.cer"))
        let result = try sandbox.validate("--output", "csv=" + file, "--format", "csv", "--rejections", rejections)
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("could not validate any trust anchor"))
        #expect(try sandbox.text("a.csv") == "before")
        #expect(try sandbox.text("r.jsonl") == "before")
        #expect(try sandbox.names == ["a.csv", "example.tal", "r.jsonl", "repository"])
    }

    @Test("A file that cannot be written fails the run, is named, and leaves nothing behind")
    func unwritable() throws {
        let result = try sandbox.validate("--output", "csv=" + sandbox("missing/a.csv"))
        #expect(result.status == 1)
        #expect(result.errors.contains(sandbox("missing/a.csv") + ": No such file or directory"))
        try FileManager.default.createDirectory(atPath: sandbox("folder"), withIntermediateDirectories: false)
        let folder = try sandbox.validate("--output", "csv=" + sandbox("folder"))
        #expect(folder.status == 1)
        #expect(folder.errors.contains(sandbox("folder")))
        #expect(try sandbox.names == ["example.tal", "folder", "repository"])
    }

    @Test("Rejections are JSON lines with exactly the fields of a record")
    func rejections() throws {
        sandbox.plan[sandbox.plan.authority(named: "isp")].publishesCRL = false
        try sandbox.publish()
        let result = try sandbox.validate("--rejections", sandbox("r.jsonl"))
        #expect(result.status == 0)
        let lines = try sandbox.text("r.jsonl").split(separator: "\n")
        #expect(lines.count == 2)
        for line in lines {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(
                object.keys.sorted() == ["detail", "hash", "level", "offset", "reason", "rfc", "section", "uri"])
        }
        let first = try #require(try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
        #expect(first["uri"] as? String == "rsync://rpki.example.net/repository/isp/isp.crl")
        #expect(first["hash"] is NSNull)
        #expect(first["level"] as? String == "rejected")
        #expect(first["reason"] as? String == "missing")
        #expect(first["rfc"] as? String == "RFC 9286")
        #expect(first["section"] as? String == "6.4")
        let second = try #require(try JSONSerialization.jsonObject(with: Data(lines[1].utf8)) as? [String: Any])
        #expect((second["hash"] as? String)?.count == 64)
        #expect(second["offset"] is Int)
    }

    @Test("A run without any rejection writes an empty file of them")
    func noRejections() throws {
        sandbox.plan[sandbox.plan.object(named: "other/wrong.roa")].isListed = false
        try sandbox.publish()
        try sandbox.write("before", to: "r.jsonl")
        #expect(try sandbox.validate("--rejections", sandbox("r.jsonl")).status == 0)
        #expect(try sandbox.text("r.jsonl") == "")
    }

    @Test("An https URI of a locator is looked up as HOST/PATH, and the URIs in their order")
    func httpsLocator() throws {
        sandbox.plan.trustAnchorURIs = [
            "https://rpki.example.net/ta/example.cer", "rsync://rpki.example.net/repository/example.cer",
        ]
        try sandbox.publish()
        let https = sandbox("repository/rpki.example.net/ta/example.cer")
        #expect(FileManager.default.fileExists(atPath: https))
        let first = try sandbox.validate()
        #expect(first.output == Self.csv)
        #expect(!first.errors.contains("warning"))
        try FileManager.default.removeItem(atPath: https)
        let second = try sandbox.validate()
        #expect(second.output == Self.csv)
        #expect(second.errors.contains("warning: https://rpki.example.net/ta/example.cer: unreachable"))
    }

    @Test("A locator with comments and CRLF is read; the file's name is the trust anchor's")
    func locatorForms() throws {
        let text = "# a comment\r\n" + (try sandbox.text("example.tal")).replacingOccurrences(of: "\n", with: "\r\n")
        let file = try sandbox.write(text, to: "named.tal")
        let result = try InspectProgram.run(
            "rpki", "validate", "--tal", file, "--repository", sandbox.repository, "--at", Sandbox.clock)
        #expect(result.output == Self.csv.replacingOccurrences(of: "example", with: "named"))
    }

    @Test(
        "A locator that is missing or damaged fails the run and is named",
        arguments: [
            nil, "", "\n", "rsync://rpki.example.net/ta.cer\n", "http://rpki.example.net/ta.cer\n\nAAAA\n", "\u{0}",
        ])
    func badLocator(text: String?) throws {
        if let text { try sandbox.write(text, to: "bad.tal") }
        let result = try InspectProgram.run(
            "rpki", "validate", "--tal", sandbox.locator, sandbox("bad.tal"), "--repository", sandbox.repository)
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(sandbox("bad.tal")))
    }

    @Test("A repository that is no folder fails the run and is named")
    func badRepository() throws {
        for path in [sandbox("missing"), sandbox.locator] {
            let result = try InspectProgram.run("rpki", "validate", "--tal", sandbox.locator, "--repository", path)
            #expect(result.status == 1)
            #expect(result.output.isEmpty)
            #expect(result.errors.contains(path))
        }
    }

    @Test("Without --tal the five registries' locators are used")
    func registries() throws {
        try FileManager.default.createDirectory(atPath: sandbox("empty"), withIntermediateDirectories: false)
        let result = try InspectProgram.run("rpki", "validate", "--repository", sandbox("empty"))
        #expect(result.status == 1)
        for host in ["afrinic", "apnic", "arin", "lacnic", "ripe"] { #expect(result.errors.contains(host)) }
    }

    @Test(
        "Wrong usage exits 2, says so on standard error, and does nothing",
        arguments: [
            ["--format", "yaml"], ["--unknown"], ["--at", "yesterday"], ["--at", "2026-02-30T00:00:00Z"],
            ["--workers", "0"], ["--workers", "many"], ["--max-depth", "0"], ["--limit", "nothing=1"],
            ["--limit", "points=0"], ["--limit", "points"], ["--output", "csv"], ["--output", "csv="],
            ["--output", "yaml=a"], ["--cache", "a", "--no-cache"], ["surplus"],
        ])
    func wrongUsage(options: [String]) throws {
        let result = try InspectProgram.run(
            "rpki", "validate", "--tal", sandbox.locator, "--repository", sandbox.repository, files: options)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(!result.errors.isEmpty)
        #expect(try sandbox.names == ["example.tal", "repository"])
    }

    @Test("Without the folder of a repository it fetches, and says what could not be fetched")
    func noRepository() throws {
        let result = try InspectProgram.run(
            "rpki", "validate", "--tal", sandbox.locator, "--no-cache", "--no-rsync", "--no-rrdp")
        #expect(result.status == 1)
        #expect(result.errors.contains("rsync is disabled"))
        #expect(result.errors.contains("could not validate any trust anchor"))
    }

    @Test(
        "Help is printed on standard output and exits 0, with the exit codes of the command",
        arguments: ["validate", "explain", "diff", "example", "inspect"])
    func help(command: String) throws {
        let result = try InspectProgram.run("rpki", command, "--help")
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        #expect(result.output.contains("USAGE: atalaya rpki \(command)"))
        #expect(result.output.contains("Exit:"))
        #expect(result.output.contains("2 wrong"))
    }

    @Test("A limit that is set takes effect and is named when it is reached")
    func limit() throws {
        let result = try sandbox.validate("--limit", "providers=1", "manifestFiles=3")
        #expect(result.status == 0)
        #expect(result.errors.contains("the limit manifestFiles") || result.errors.contains("manifestFiles allows"))
    }
}
