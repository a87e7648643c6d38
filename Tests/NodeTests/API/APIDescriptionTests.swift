import Foundation
import HTTPService
import TestSupport
import Testing

@testable import Node

@Suite struct APIDescriptionTests {
    static let package: URL = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    @Test func theDescriptionThatIsServedIsTheDocument() async throws {
        let file = APIDescriptionTests.package.appending(path: "Docs/openapi.yaml")
        try await withAPI(APIFixture.state()) { http in
            let answer = try await http.request("/openapi.yaml")
            // Scripts/openapi.py writes the document so.
            if ProcessInfo.processInfo.environment["OPENAPI_WRITE"] != nil { try Data(answer.body).write(to: file) }
            let document = try Data(contentsOf: file)
            #expect(answer.headers["content-type"] == "application/yaml")
            #expect(Data(answer.body) == document)
        }
    }

    @Test func everyPathIsDescribedAndEveryDescribedPathIsThere() async throws {
        let document = try String(
            contentsOf: APIDescriptionTests.package.appending(path: "Docs/openapi.yaml"), encoding: .utf8)
        let described = Set(
            document.split(separator: "\n").filter { $0.hasPrefix("  /") }.map {
                $0.dropFirst(2).dropLast().description
            })
        let routes = try await APIFixture.state().served()
        let served = routes.map { $0.path + ($0.parameters ?? "") }
        #expect(described == Set(served))
    }

    @Test func aParameterThatARouteDoesNotHaveIsRefusedByNameEverywhere() async throws {
        let examples = ["{asn}/{prefix}": "64496/192.0.2.0/24", "{id}": "a"]
        let state = APIFixture.serving()
        let routes = try await state.served()
        try await withAPI(state) { http in
            for route in routes {
                let path = route.path + (route.parameters.map { examples[$0] ?? "1" } ?? "")
                let answer = try await http.request(path + "?nonsense=1")
                #expect(answer.status == 400, "\(path)")
                #expect(answer.json["parameter"] as? String == "nonsense", "\(path)")
            }
        }
    }

    @Test(
        .enabled(if: Schemathesis.isPossible, "python3 has no venv, or ATALAYA_NO_PIP is set"),
        .timeLimit(.minutes(10)))
    func schemathesisFindsNoAnswerThatIsNotAsDescribed() async throws {
        guard let program = try await Schemathesis.installed() else {
            print("skipped: pip cannot install schemathesis here")
            return
        }
        var limits = APILimits()
        limits.notifySeconds = 1
        try await withAPI(MetricsTests.fullState(), limits: limits) { http in
            // A description cannot say that two parameters come together or not at all.
            let deltas = ["--exclude-checks", "positive_data_acceptance", "--include-path-regex", "^/json-delta"]
            for choice in [["--exclude-path-regex", "^/json-delta"], deltas] {
                let result = try await Schemathesis.run(program, port: http.port, choice)
                #expect(result.status == 0, "\(result.output.suffix(20_000))")
            }
        }
    }
}

/// Schemathesis in a Python environment of its own, which is kept beside the build for the next time.
enum Schemathesis {
    static let version = "4.32.5"

    static var isPossible: Bool {
        InstalledProgram.path("python3") != nil && ProcessInfo.processInfo.environment["ATALAYA_NO_PIP"] == nil
    }

    /// The program, installed where it is not there yet; `nil` where that is not possible.
    static func installed() async throws -> String? {
        let folder = APIDescriptionTests.package.appending(path: ".build/schemathesis-\(version)")
        let program = folder.appending(path: "bin/schemathesis").path
        if FileManager.default.isExecutableFile(atPath: program) { return program }
        guard let python = InstalledProgram.path("python3"),
            try await InstalledProgram.run(python, ["-m", "venv", folder.path], seconds: 120).status == 0
        else { return nil }
        let pip = folder.appending(path: "bin/pip").path
        let arguments = ["install", "--quiet", "--disable-pip-version-check", "schemathesis==\(version)"]
        let result = try await InstalledProgram.run(pip, arguments, seconds: 300)
        if result.status != 0 { print(result.output.suffix(500)) }
        return result.status == 0 ? program : nil
    }

    /// Holds the server on a port against its own description, with requests as described and with others.
    static func run(_ program: String, port: Int, _ choice: [String]) async throws -> InstalledProgram.Result {
        let url = "http://127.0.0.1:\(port)"
        return try await InstalledProgram.run(
            program,
            [
                "run", "\(url)/openapi.yaml", "--url", url, "--seed", "1", "--max-examples", "10", "--no-color",
                "--phases", "examples,coverage,fuzzing", "--request-timeout", "20", "--generation-database", "none",
            ] + choice, seconds: 250)
    }
}
