import Foundation
import LocalServers
import Testing

/// The built program, run as an operator runs it.
enum InspectProgram {
    struct Result {
        let status: Int32
        let output: String
        let errors: String

        /// The JSON objects of the output, one a line.
        func objects() throws -> [[String: Any]] {
            try output.split(separator: "\n").map { line in
                try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            }
        }
    }

    /// Where the program is: beside the test bundle, or where a debug build leaves it.
    static let executable: URL? = {
        var package = URL(fileURLWithPath: #filePath)
        repeat {
            package.deleteLastPathComponent()
        } while package.path != "/"
            && !FileManager.default.fileExists(atPath: package.appending(path: "Package.swift").path)
        let bundle = CommandLine.arguments.first.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
        return [bundle, package.appending(path: ".build/debug")].compactMap { $0?.appending(path: "atalaya") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }()

    /// Runs `atalaya` with these arguments. Output goes through files, so that no pipe can fill up.
    static func run(_ arguments: String..., files: [String] = []) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let streams = try ["out", "err"].map { name in
            let file = folder.appending(path: name)
            try Data().write(to: file)
            return (file, try FileHandle(forWritingTo: file))
        }
        let program = try #require(executable, "the program has not been built")
        let process = Process()
        process.executableURL = program
        process.arguments = arguments + files
        process.standardOutput = streams[0].1
        process.standardError = streams[1].1
        try process.run()
        process.waitUntilExit(atMost: 300)
        let texts = try streams.map { String(decoding: try Data(contentsOf: $0.0), as: UTF8.self) }
        return Result(status: process.terminationStatus, output: texts[0], errors: texts[1])
    }
}
