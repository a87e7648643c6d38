import ConfigurationKeys
import Foundation
import LocalServers
import Node
import RPKIObjects
import RPKIValidation
import TestSupport
import Testing
import ValidatedPayloads

@Suite("The files that a configuration names") final class LocalInputsTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-inputs-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }

    private func load(_ text: String) throws -> ConfigurationSource<NodeConfiguration> {
        try write(text, to: "a.yaml")
        return ConfigurationSource<NodeConfiguration>(path: folder + "/a.yaml")
    }

    private static let slurm = """
        {"slurmVersion":1,"validationOutputFilters":{"prefixFilters":[],"bgpsecFilters":[]},
        "locallyAddedAssertions":{"prefixAssertions":[{"asn":64499,"prefix":"203.0.113.0/24"}],"bgpsecAssertions":[]}}
        """

    @Test("Defaults need no file and have the five registries' locators")
    func defaults() throws {
        let loaded = try ConfigurationSource<NodeConfiguration>(path: nil).load()
        #expect(loaded.configuration == NodeConfiguration())
        #expect(loaded.inputs.rpki.locators.map(\.name).sorted() == ["afrinic", "apnic", "arin", "lacnic", "ripe"])
        #expect(loaded.inputs.rpki.exceptions == nil && loaded.warnings.isEmpty)
    }

    @Test("Policy comes with the configuration; constraints by the name of their locator")
    func policy() throws {
        try write("rpki.example.net\n", to: "skip")
        try write("allow 192.0.2.0/24\n", to: "ripe.constraints")
        try write(Self.slurm, to: "slurm.json")
        let source = try load(
            "rpki: {tals: [ripe, arin], skiplist: skip, constraints: ripe.constraints, slurm: slurm.json}")
        let loaded = try source.load()
        #expect(loaded.inputs.rpki.locators.map(\.name) == ["ripe", "arin"])
        #expect(loaded.inputs.rpki.policy.skipList.hosts == ["rpki.example.net"])
        #expect(loaded.inputs.rpki.policy.constraints.keys.sorted() == ["ripe"])
        #expect(loaded.inputs.rpki.exceptions?.files.count == 1)
    }

    @Test("Files that contradict each other are refused, and constraints for nobody are a warning")
    func conflicts() throws {
        try write(Self.slurm, to: "a.json")
        try write(Self.slurm, to: "b.json")
        try write("deny 192.0.2.0/24\n", to: "other.constraints")
        let source = try load(
            "rpki:\n  tals: [ripe, registries]\n  slurm: [a.json, b.json]\n  constraints: [other.constraints]\n")
        #expect(
            source.problems().map(Problem.init) == [
                Problem(.conflict, 2, 16, "rpki.tals[1]"), Problem(.conflict, 3, 19, "rpki.slurm[1]"),
                Problem(.risk, 4, 17, "rpki.constraints[0]"),
            ])
    }

    private static let openssl = "/usr/bin/openssl"

    @Test(
        "A server's key must be its certificate's",
        .enabled(if: FileManager.default.isExecutableFile(atPath: openssl), "openssl makes the certificate"))
    func tls() throws {
        for name in ["a", "b"] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Self.openssl)
            process.arguments = [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=rtr.example.net", "-keyout", "\(folder)/\(name).key", "-out", "\(folder)/\(name).pem",
            ]
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit(atMost: 300)
            try #require(process.terminationStatus == 0)
        }
        func problems(key: String) throws -> [ConfigurationProblem] {
            try load("rtr:\n  tls:\n    listen: 127.0.0.1:0\n    certificate: a.pem\n    key: \(key)\n").problems()
        }
        #expect(try problems(key: "a.key").isEmpty)
        #expect(try problems(key: "b.key").map(Problem.init) == [Problem(.invalidFile, 5, 10, "rtr.tls.key")])
        #expect(try problems(key: "a.pem").map(Problem.init) == [Problem(.invalidFile, 5, 10, "rtr.tls.key")])
    }

    @Test("A program that is not there is a warning, where programs can be looked for")
    func programs() throws {
        try write("rpki:\n  rsync-command: [none-such, -v]\n", to: "a.yaml")
        let path = folder + "/a.yaml"
        let source = ConfigurationSource<NodeConfiguration>(path: path, environment: ["PATH": "/usr/bin:/bin"])
        #expect(source.problems().map(Problem.init) == [Problem(.risk, 2, 18, "rpki.rsync-command")])
        #expect(ConfigurationSource<NodeConfiguration>(path: path).problems().isEmpty)
        let found = ConfigurationSource<NodeConfiguration>(
            path: path, environment: ["PATH": "/usr/bin:/bin"], options: ["rpki.rsync-command=sh"])
        #expect(found.problems().isEmpty)
    }

    @Test("A file that cannot be used refuses the whole configuration")
    func refusal() throws {
        let source = try load("rpki: {skiplist: .}\nstate: [x]\n")
        do {
            _ = try source.load()
            Issue.record("a folder was read as a skip list")
        } catch {
            #expect(error.problems.map(\.code) == [.unreadable, .wrongType])
            #expect(error.description.split(separator: "\n").count == 2)
        }
    }

    @Test(
        "Certificates and keys must be PEM of the right kind",
        arguments: [
            ("", "no PEM block CERTIFICATE"), ("-----BEGIN CERTIFICATE-----\nMIIB\n", "begins in line 1 is damaged"),
            ("\n-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n", "begins in line 2 is damaged"),
            ("-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n", "no PEM block CERTIFICATE"),
        ])
    func pem(text: String, words: String) throws {
        try write(text, to: "ca.pem")
        let problems = try load("rpki:\n  https-ca: ca.pem\n").problems()
        #expect(problems.map(Problem.init) == [Problem(.invalidFile, 2, 13, "rpki.https-ca[0]")])
        #expect(problems.first?.message.contains(words) == true, "\(problems)")
    }

    @Test("PEM that is right passes, whatever stands around its blocks")
    func rightPEM() throws {
        try write("a comment\r\n" + TestCertificate.pem.replacing("\n", with: "\r\n") + "\r\n", to: "ca.pem")
        #expect(try load("rpki:\n  https-ca: [ca.pem]\n").problems().isEmpty)
    }
}
