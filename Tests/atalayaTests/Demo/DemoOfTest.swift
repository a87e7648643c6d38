import Foundation
import LocalServers
import TestSupport
import Testing

/// A demo that a test runs, with what it says of itself.
final class DemoOfTest {
    let program: RunningProgram
    let sandbox: Sandbox
    let web: Int
    private var accounts: [[String: String]] = []

    struct Alert: Decodable {
        let `class`: String
        let state: String
        let subject: String
        let offender: String?
        let raised: String
    }

    struct Planted: Decodable {
        let id: String
        let kind: String
        let prefix: String?
        let origin: String?
        let offender: String?
        let validity: String?
        let alertClass: String?
        let begins: String?
        let ends: String?
        let uri: String?
        let reason: String?
    }

    private struct Alerts: Decodable { let alerts: [Alert] }
    private struct Truth: Decodable { let planted: [Planted] }

    init(_ arguments: String...) throws {
        sandbox = try Sandbox()
        web = try LocalPort.free()
        program = try RunningProgram(
            try #require(InspectProgram.executable).path,
            ["demo", "--json", "--listen", "127.0.0.1:\(web)", "--truth", sandbox("truth.json")] + arguments)
    }

    /// Waits until it says where it is; the object that it prints.
    func begin() async throws -> [String: Any] {
        try await eventually(within: .seconds(60)) { program.output.contains("}") || !program.isRunning }
        let line = try #require(program.output.split(separator: "\n").first { $0.hasPrefix("{") }, "\(program.output)")
        let facts = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        accounts = try #require(facts["accounts"] as? [[String: String]])
        return facts
    }

    /// Logs in as the account of a role; curl keeps the session.
    func login(as role: String) throws {
        let account = try #require(accounts.first { $0["role"] == role })
        let name = try #require(account["name"])
        let password = try #require(account["password"])
        _ = try curl(
            "-c", sandbox("cookies"), "-d", "name=\(name)&password=\(password)", "-H", "Origin: \(address)",
            address + "/login")
    }

    private var address: String { "http://127.0.0.1:\(web)" }

    /// What a path answers to who has logged in, where someone has.
    func get(_ path: String) throws -> String {
        try curl("-b", sandbox("cookies"), address + path)
    }

    private func curl(_ arguments: String...) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: try #require(installed("curl")))
        process.arguments = ["-s", "-m", "20"] + arguments
        process.standardOutput = pipe
        try process.run()
        let octets = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit(atMost: 30)
        return String(decoding: octets, as: UTF8.self)
    }

    func alerts() throws -> [Alert] {
        if !FileManager.default.fileExists(atPath: sandbox("cookies")) { try login(as: "analyst") }
        return try JSONDecoder().decode(Alerts.self, from: Data(try get("/api/v1/alerts").utf8)).alerts
    }

    func planted() throws -> [Planted] {
        let octets = try Data(contentsOf: URL(fileURLWithPath: sandbox("truth.json")))
        return try JSONDecoder().decode(Truth.self, from: octets).planted
    }
}

extension DemoOfTest.Planted {
    /// Whether an alert is about it. That of a leak of several prefixes is about one of them; that of a part of a monitored prefix is
    /// about the whole.
    func isSubject(of alert: DemoOfTest.Alert) -> Bool {
        guard alertClass == alert.class, offender ?? origin == alert.offender else { return false }
        return ["route-leak", "sub-prefix-hijack"].contains(kind) || prefix.map { alert.subject.hasSuffix($0) } ?? false
    }
}
