import Foundation
import TestSupport
import Testing

@Suite("Installation", .timeLimit(.minutes(15)), .serialized) struct PackageTests {
    private static let project = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Runs a program in the project's folder.
    ///
    /// - Returns: how it ended, and what it printed.
    private static func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> (
        status: Int32, output: String
    ) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = project
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    private static func has(_ programs: String...) -> Bool {
        programs.allSatisfy { (try? run(["which", $0]).status) == 0 }
    }

    private static var canPackage: Bool {
        InspectProgram.executable != nil && has("dpkg-buildpackage", "dh", "patchelf", "lintian")
            && (try? run(["python3", "Scripts/package-test.py", "--probe"]).status) == 0
    }

    @Test("The service is exposed at 2.0 at most, as systemd counts", .enabled(if: has("systemd-analyze")))
    func exposure() throws {
        let unit = "Packaging/atalaya.service"
        let (_, output) = try PackageTests.run(["systemd-analyze", "security", "--offline=true", "--no-pager", unit])
        let line = try #require(output.split(separator: "\n").first { $0.contains("Overall exposure level") })
        let level = try #require(line.split(separator: " ").compactMap { Double($0) }.first)
        #expect(level <= 2.0, "\(output)")
        // A threshold that the unit does not reach is an error of the program.
        let strict = ["systemd-analyze", "security", "--offline=true", "--threshold=20", unit]
        #expect(try PackageTests.run(strict).status == 0)
    }

    @Test(
        "An installation has program, pages, completions and service, and keeps a configuration that is there",
        .enabled(if: InspectProgram.executable != nil && has("patchelf")))
    func install() throws {
        let program = try #require(InspectProgram.executable)
        let root = folder("root")
        let environment = ["PROGRAM": program.path, "DESTDIR": root, "PREFIX": "/opt/atalaya"]
        let (status, output) = try PackageTests.run(["Scripts/install.sh"], environment)
        #expect(status == 0, "\(output)")
        let installed = try PackageTests.run([root + "/opt/atalaya/bin/atalaya", "--version"], ["LD_LIBRARY_PATH": ""])
        #expect(installed.status == 0)
        let pages = try FileManager.default.contentsOfDirectory(atPath: root + "/opt/atalaya/share/man/man1")
        #expect(pages.contains("atalaya.1") && pages.contains("atalaya-doctor.1"))
        for file in [
            "bash-completion/completions/atalaya", "zsh/site-functions/_atalaya",
            "fish/vendor_completions.d/atalaya.fish",
        ] {
            let text = try String(contentsOfFile: root + "/opt/atalaya/share/" + file, encoding: .utf8)
            #expect(text.contains("doctor") && !text.hasPrefix("#!"), "\(file)")
        }
        let unit = try String(
            contentsOfFile: root + "/opt/atalaya/lib/systemd/system/atalaya.service", encoding: .utf8)
        #expect(unit.contains("ExecStart=/opt/atalaya/bin/atalaya run --config /etc/atalaya/atalaya.yaml"))
        #expect(!unit.contains("/usr/bin/atalaya"))
        let configuration = root + "/etc/atalaya/atalaya.yaml"
        let check = try InspectProgram.run("config", "check", configuration, "--set", "rpki.rsync=false")
        #expect(check.status == 0, "\(check.output)\(check.errors)")
        try "state: /srv/mine\n".write(toFile: configuration, atomically: true, encoding: .utf8)
        #expect(try PackageTests.run(["Scripts/install.sh"], environment).status == 0)
        #expect(try String(contentsOfFile: configuration, encoding: .utf8) == "state: /srv/mine\n")
    }

    @Test(
        "The Debian package installs, keeps state over an upgrade, and deletes it only when asked",
        .enabled(if: canPackage))
    func debianPackage() throws {
        let program = try #require(InspectProgram.executable)
        let built = try PackageTests.run(
            ["Scripts/deb.sh", folder("deb")], ["PROGRAM": program.path, "DEB_COMPRESSION": "gzip -z1"])
        #expect(built.status == 0, "\(built.output)")
        let package = built.output.split(separator: "\n").last.map(String.init) ?? ""
        let lintian = try PackageTests.run(
            ["lintian", "--allow-root", "--fail-on", "error,warning", "--tag-display-limit", "0", package])
        #expect(lintian.status == 0, "\(lintian.output)")
        let tried = try PackageTests.run(["python3", "Scripts/package-test.py", package])
        #expect(tried.status == 0 && tried.output.hasSuffix("purge: good\n"), "\(tried.output)")
    }
}
