import Foundation
import LocalServers
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program that runs while a test talks to it, in a folder of its own; it ends with the test at the latest.
final class RunningProgram {
    let folder: URL
    private let process = Process()
    private let isOwner: Bool

    /// - Parameter input: What the program reads on standard input.
    init(_ executable: String, _ arguments: [String], in folder: URL? = nil, input: Data = Data()) throws {
        isOwner = folder == nil
        self.folder =
            folder
            ?? FileManager.default.temporaryDirectory.appending(path: "atalaya-rtr-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
        let log = self.folder.appending(path: "log-\(UUID().uuidString)")
        let standardInput = self.folder.appending(path: "in-\(UUID().uuidString)")
        try Data().write(to: log)
        try input.write(to: standardInput)
        self.log = log
        let handle = try FileHandle(forWritingTo: log)
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = self.folder
        process.standardInput = try FileHandle(forReadingFrom: standardInput)
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
    }

    private let log: URL

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        if isOwner { try? FileManager.default.removeItem(at: folder) }
    }

    /// All that it has said.
    var output: String {
        (try? Data(contentsOf: log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    var isRunning: Bool { process.isRunning }

    /// Its exit status, once it has ended.
    var status: Int32? { process.isRunning ? nil : process.terminationStatus }

    var identifier: Int32 { process.processIdentifier }

    func signal(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Asks it to end and gives its exit status; `nil` when it does not end within ten seconds, and is killed.
    func end(_ signal: Int32 = SIGTERM) async throws -> Int32? {
        self.signal(signal)
        let process = process
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                process.waitUntilExit(atMost: 10)
                continuation.resume()
            }
        }
        let isKilled = process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL
        return isKilled && signal != SIGKILL ? nil : process.terminationStatus
    }

    /// Waits until it has ended, and kills it when it has not after ten seconds.
    func waitUntilExit() {
        process.waitUntilExit(atMost: 10)
    }
}

/// The path of a program of the system, where it is installed.
func installed(_ name: String, _ folders: [String] = []) -> String? {
    (folders + ["/usr/bin", "/usr/sbin", "/usr/local/bin"]).map { $0 + "/" + name }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}
