import Foundation
import LocalServers

/// A program of the system that a test asks for its opinion.
enum InstalledProgram {
    static func path(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = path.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    struct Result: Sendable {
        let status: Int32
        let output: String
    }

    /// Runs a program to its end, or ends it after some seconds; standard output and error come together.
    static func run(
        _ path: String, _ arguments: [String], input: [UInt8] = [], environment: [String: String]? = nil,
        seconds: Double = 60
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Swift.Result { try blockingRun(path, arguments, input, environment, seconds) })
            }
        }
    }

    private static func blockingRun(
        _ path: String, _ arguments: [String], _ input: [UInt8], _ environment: [String: String]?, _ seconds: Double
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (inputFile, outputFile) = (folder.appending(path: "input"), folder.appending(path: "output"))
        try Data(input).write(to: inputFile)
        try Data().write(to: outputFile)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        if let environment {
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        }
        let output = try FileHandle(forWritingTo: outputFile)
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = output
        process.standardError = output
        try process.run()
        process.waitUntilExit(atMost: Int(seconds.rounded(.up)))
        return Result(status: process.terminationStatus, output: try String(contentsOf: outputFile, encoding: .utf8))
    }
}
