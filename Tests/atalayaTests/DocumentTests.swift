import Foundation
import Testing

@Suite("Documents", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct DocumentTests {
    private static let project = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Runs a program in the project's folder.
    ///
    /// - Returns: how it ended, and what it printed.
    private func run(_ arguments: String...) async throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = DocumentTests.project
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    @Test("The reference of commands and the manual pages are as the commands' help says")
    func generated() async throws {
        let program = try #require(InspectProgram.executable)
        let (status, output) = try await run("python3", "Scripts/docs.py", program.path, "--check")
        #expect(status == 0 && output.isEmpty, "\(output)")
    }

    @Test("The command lines of README and Docs do what they are there for")
    func commandLines() async throws {
        let program = try #require(InspectProgram.executable)
        let (status, output) = try await run("python3", "Scripts/doc-commands.py", program.path)
        #expect(status == 0, "\(output)")
    }

    @Test("Completions are scripts that a shell accepts", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) async throws {
        let script = try InspectProgram.run("--generate-completion-script", shell)
        #expect(script.status == 0 && script.output.contains("readiness"))
        guard shell == "bash" else { return }
        let path = FileManager.default.temporaryDirectory.appending(path: "atalaya-\(UUID().uuidString).bash").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(script.output.utf8).write(to: URL(fileURLWithPath: path))
        let (status, output) = try await run("bash", "-n", path)
        #expect(status == 0, "\(output)")
    }
}
