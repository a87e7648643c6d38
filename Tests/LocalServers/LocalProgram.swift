import Foundation
import Glibc

/// A program of the machine that a test runs, and ends by its own process.
package final class LocalProgram {
    private let process = Process()

    /// Where the program is; `nil` when the machine does not have it.
    package static func path(of name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return (folders + ["/usr/sbin", "/usr/bin", "/usr/local/bin"]).map { $0 + "/" + name }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Whether the machine has all of them.
    package static func has(_ names: String...) -> Bool {
        names.allSatisfy { path(of: $0) != nil }
    }

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Runs a program to its end.
    package static func run(_ name: String, _ arguments: [String], in folder: String) throws {
        let program = try LocalProgram(name, arguments, in: folder)
        program.process.waitUntilExit(atMost: 300)
        guard program.process.terminationStatus == 0 else {
            throw Failure(
                description: "\(name) \(arguments.joined(separator: " ")): \(program.process.terminationStatus)")
        }
    }

    /// Starts a program; what it says goes to `output` in the folder.
    package init(_ name: String, _ arguments: [String], in folder: String) throws {
        guard let path = LocalProgram.path(of: name) else { throw Failure(description: "no program \(name)") }
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let output = folder + "/" + name + ".output"
        if !FileManager.default.fileExists(atPath: output) {
            _ = FileManager.default.createFile(atPath: output, contents: nil)
        }
        let handle = FileHandle(forWritingAtPath: output)
        _ = try? handle?.seekToEnd()
        process.standardOutput = handle ?? FileHandle.nullDevice
        process.standardError = handle ?? FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    package var isRunning: Bool { process.isRunning }

    /// Ends the program, if need be by force, and waits for it.
    package func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit(atMost: 1)
    }

    deinit {
        stop()
    }
}
