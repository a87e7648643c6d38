import Foundation
import LocalServers
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A node that fetches from a laboratory, with everything in a folder of its own.
final class NodeOfTest {
    let laboratory: Laboratory
    let sandbox: Sandbox
    let router: Int
    let web: Int
    let start = Date()
    private(set) var program: RunningProgram

    /// The configuration.
    let file: String

    /// - Parameters:
    ///   - rpki: lines of the configuration under `rpki`.
    init(laboratory: Laboratory? = nil, rpki: String = "") throws {
        let laboratory = try laboratory ?? Laboratory()
        self.laboratory = laboratory
        sandbox = try Sandbox()
        (router, web) = (try LocalPort.free(), try LocalPort.free())
        _ = try sandbox.write(laboratory.tal, to: "lab.tal")
        let lines = rpki.split(separator: "\n").map { "  \($0)\n" }.joined()
        file = try sandbox.write(
            """
            state: state
            rpki:
              tals: [lab.tal]
              https-ca: [\(laboratory.authority.file)]
              resolve: {rpki.test: 127.0.0.1}
              rsync: false
              refresh: 1s
              jitter: 0%
            \(lines)rtr: {listen: ["127.0.0.1:\(router)"]}
            http: {listen: ["127.0.0.1:\(web)"]}
            """, to: "atalaya.yaml")
        program = try NodeOfTest.program(file, at: Laboratory.now, sandbox)
    }

    private static func program(_ file: String, at date: Date, _ sandbox: Sandbox) throws -> RunningProgram {
        try RunningProgram(
            try #require(InspectProgram.executable).path,
            ["run", "--config", file, "--at", date.formatted(.iso8601)])
    }

    /// The node's clock.
    var now: Date { Laboratory.now + Date().timeIntervalSince(start) }

    /// When something was issued last.
    private var issued = Laboratory.now

    /// A moment to issue a manifest at: of a later second than all before, also where no second has passed since.
    func nextIssue() -> Date {
        issued = max(now, issued + 1)
        return issued
    }

    /// Changes the configuration file.
    func configure(_ edit: (String) -> String) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try Data(edit(text).utf8).write(to: URL(fileURLWithPath: file))
    }

    /// Starts it again after its end.
    func restart(after pause: Double = 0) throws {
        program = try NodeOfTest.program(file, at: now + pause, sandbox)
    }

    /// Starts it again with its state folder on another file system, which `mount` makes at `$MNT` from what is in `$STATE`;
    /// nobody else sees it.
    func restart(mounting mount: String) throws -> String {
        let place = sandbox("mnt")
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let program = try #require(InspectProgram.executable).path
        let script = """
            set -e; MNT='\(place)'; STATE='\(sandbox("state"))'; mount --make-rprivate /
            \(mount)
            exec '\(program)' run --config '\(file)' --at \(now.formatted(.iso8601)) --set state="$MNT"
            """
        self.program = try RunningProgram("/usr/bin/unshare", ["-m", "/bin/sh", "-c", script])
        return "/proc/\(self.program.identifier)/root\(place)"
    }

    /// Whether a test may mount: root alone may.
    static let mayMount: Bool = {
        guard geteuid() == 0 else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
        process.arguments = ["-m", "/bin/sh", "-c", "mount --make-rprivate / && mount -t tmpfs tmpfs /mnt"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit(atMost: 300)
        return process.terminationStatus == 0
    }()

    /// Lines of the configuration beside those that all have.
    func append(_ lines: String) throws {
        try configure { $0 + "\n" + lines + "\n" }
    }

    /// What it serves over HTTP, with the status at the end; empty when it does not answer.
    func get(_ path: String) throws -> (status: Int, body: String) {
        try curl(["http://127.0.0.1:\(web)\(path)"])
    }

    /// What curl gets, with the status at the end; 0 when there is no answer.
    func curl(_ arguments: [String]) throws -> (status: Int, body: String) {
        let output = Process()
        let pipe = Pipe()
        output.executableURL = URL(fileURLWithPath: try #require(installed("curl")))
        output.arguments = ["-s", "-m", "10", "-w", "\n%{http_code}"] + arguments
        output.standardOutput = pipe
        try output.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        output.waitUntilExit(atMost: 300)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let status = lines.popLast().flatMap { Int($0) } ?? 0
        return (status, lines.joined(separator: "\n"))
    }

    /// The VRPs that it serves, as `AS64496,192.0.2.0/24`.
    func vrps() throws -> Set<String> {
        let (status, body) = try get("/csv")
        guard status == 200 else { return [] }
        return Set(
            body.split(separator: "\n").dropFirst().map { $0.split(separator: ",").prefix(2).joined(separator: ",") })
    }

    static let both: Set = ["AS64496,192.0.2.0/24", "AS64500,192.0.2.0/26"]
    static let more: Set = both.union(["AS64497,192.0.2.128/25"])
    static let isPossible = NginxServer.isInstalled && installed("curl") != nil
    static let impossible = "nginx, openssl or curl is not installed"
}
