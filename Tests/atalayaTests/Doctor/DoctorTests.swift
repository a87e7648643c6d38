import Foundation
import LocalServers
import TestSupport
import Testing

@Suite(
    "atalaya doctor", .enabled(if: InspectProgram.executable != nil, "the program has not been built"),
    .timeLimit(.minutes(3)))
struct DoctorTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func write(_ text: String) throws -> String {
        try folder.write(Array(text.utf8), to: "a.yaml")
        return folder("a.yaml")
    }

    /// The findings that are wrong, without the clock of the machine, which a test does not set.
    private func wrong(_ result: InspectProgram.Result) throws -> [String: [String: String]] {
        let findings = try result.objects().compactMap { $0 as? [String: String] }
        let wrong = findings.filter { $0["level"] == "wrong" }
        #expect(result.status == (wrong.isEmpty ? 0 : 3), "\(result.output)\(result.errors)")
        return Dictionary(wrong.map { ($0["check"] ?? "", $0) }) { first, _ in first }.filter { $0.key != "time" }
    }

    @Test("A sound node has no fault; each fault is named with what it breaks and what mends it")
    func faults() async throws {
        let path = try write(
            "state: \(folder("state"))\nrpki: {tals: []}\nwatch: {asns: [AS64496]}\n"
                + "http: {listen: ['127.0.0.1:0']}\nrtr: {listen: []}\n")
        let sound = try InspectProgram.run("doctor", "--config", path, "--format", "json", "--offline")
        #expect(try wrong(sound).isEmpty)
        let checks = try sound.objects().compactMap { $0["check"] as? String }
        #expect(
            Set(checks) == [
                "configuration", "time", "listeners", "dns", "sources", "disk", "tals", "mail", "tls", "permissions",
                "databases", "backups", "console",
            ])

        try FileManager.default.createDirectory(atPath: folder("state"), withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder("state"))
        try folder.write(Array("this is not a database of the program".utf8), to: "state/desk.sqlite")
        let sick = try InspectProgram.run(
            "doctor", "--config", path, "--format", "json", "--offline", "--set", "watch.mail.to=a@example.net",
            "--set",
            "watch.mail.command=/no/sendmail", "--set", "rtr.listen=192.0.2.77:8323", "--set",
            "backup.folder=\(folder("backups"))")
        let faults = try wrong(sick)
        #expect(faults.keys.sorted() == ["backups", "databases", "listeners", "mail", "permissions"])
        for fault in faults.values { #expect(fault["breaks"] != nil && fault["remedy"] != nil) }
        #expect(faults["permissions"]?["remedy"] == "chmod 0700 \(folder("state"))")
        #expect(faults["mail"]?["message"]?.hasPrefix("/no/sendmail ") == true)
    }

    @Test(
        "The ports of the running node are its own, and its repository answers; another node's ports are a fault",
        .enabled(if: NodeOfTest.isPossible, "\(NodeOfTest.impossible)"))
    func running() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.get("/ready").status == 200 }
        let state = "state=\(node.sandbox("state"))"
        let own = try InspectProgram.run("doctor", "--config", node.file, "--format", "json", "--set", state)
        #expect(try wrong(own).isEmpty, "\(own.output)")
        let messages = try own.objects().compactMap { $0["message"] as? String }
        #expect(messages.contains("2 addresses, 2 used by this node") && messages.contains("1 repository answers"))
        let other = try InspectProgram.run(
            "doctor", "--config", node.file, "--format", "json", "--set", "state=\(folder("state"))", "--set",
            "rpki.https-ca=")
        let faults = try wrong(other)
        #expect(faults.keys.sorted() == ["listeners", "sources"], "\(other.output)")
        #expect(faults["listeners"]?["breaks"] == "the node does not start")
        #expect(try await node.program.end() == 0)
    }

    @Test("Of a configuration that cannot be used, the faults are said in the words of config check")
    func configuration() throws {
        let path = try write("rpki:\n  refresh: 600\n")
        let doctor = try InspectProgram.run("doctor", "--config", path, "--offline")
        let check = try InspectProgram.run("config", "check", path)
        #expect(doctor.status == 3)
        let line = try #require(check.output.split(separator: "\n").first)
        #expect(doctor.output.contains("wrong: configuration: \(line); "))
        #expect(doctor.output.contains("mend: atalaya config check \(path)\n"))
    }

    @Test("A locator and a certificate that cannot be used are faults of their own checks")
    func files() throws {
        try folder.write(Array("no locator".utf8), to: "x.tal")
        let path = try write(
            "state: \(folder("state"))\nrpki: {tals: [x.tal], rsync: false}\n"
                + "http: {listen: ['127.0.0.1:0'], tls: {listen: ['127.0.0.1:0'], certificate: x.tal, key: x.tal}}\n"
                + "rtr: {listen: ['127.0.0.1:0']}\n")
        let faults = try wrong(try InspectProgram.run("doctor", "--config", path, "--format", "json", "--offline"))
        #expect(faults.keys.sorted() == ["tals", "tls"])
    }

    @Test("A limit of no time is wrong usage")
    func usage() throws {
        #expect(try InspectProgram.run("doctor", "--network-time", "0s").status == 2)
    }
}
