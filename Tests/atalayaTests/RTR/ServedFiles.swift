import Foundation
import TestSupport
import Testing

/// `atalaya rtr serve` over files in a folder of its own, on free ports.
final class ServedFiles {
    let sandbox: Sandbox
    private(set) var program: RunningProgram
    private(set) var port: Int
    private let options: [String]

    /// - Parameter options: Beside the address; `PATH` in them is the folder.
    init(_ options: [String], input: Data = Data(), sandbox: Sandbox? = nil) async throws {
        self.sandbox = try sandbox ?? Sandbox()
        let folder = self.sandbox.path
        self.options = options.map { $0.replacingOccurrences(of: "PATH", with: folder) }
        (program, port) = try await ServedFiles.start(self.options, input)
    }

    private static func start(_ options: [String], _ input: Data) async throws -> (RunningProgram, Int) {
        let executable = try #require(InspectProgram.executable, "the program has not been built")
        let program = try RunningProgram(
            executable.path, ["rtr", "serve", "--listen", "127.0.0.1:0", "--poll", "1"] + options, input: input)
        var port: Int?
        try await eventually {
            port = program.output.firstMatch(of: #/address=127\.0\.0\.1:(\d+)\n/#).flatMap { Int($0.1) }
            return port != nil || !program.isRunning
        }
        return (program, try #require(port, "\(program.output)"))
    }

    /// Ends the program, and starts it again on the same files.
    func restart(_ signal: Int32 = SIGTERM) async throws {
        _ = try await program.end(signal)
        (program, port) = try await ServedFiles.start(options, Data())
    }

    /// Waits until it serves under `serial`.
    func serves(_ serial: Int, _ location: SourceLocation = #_sourceLocation) async throws {
        try await eventually(within: .seconds(20), location) {
            program.output.contains(try Regex(" serial=\(serial)\\s"))
        }
    }

    func fetch(_ options: String...) throws -> InspectProgram.Result {
        try InspectProgram.run("rtr", "fetch", "127.0.0.1:\(port)", files: options)
    }

    /// The payloads of a fetch in version 2, as lines of CSV in their order, without trust anchor.
    func lines() throws -> [String] {
        let result = try fetch()
        #expect(result.status == 0, "\(result.errors)")
        return result.output.split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",").prefix(3).joined(separator: ",")
        }
    }
}

extension Sandbox {
    /// A payload file in rpki-client's form. Expiry is in seconds since 1970.
    func writePayloads(_ name: String, _ vrps: [(String, Int, Int)], expires: Int = 4_000_000_000, aspas: String = "[]")
        throws
    {
        let rows = vrps.map { prefix, maxLength, asn in
            "{\"asn\":\(asn),\"prefix\":\"\(prefix)\",\"maxLength\":\(maxLength),\"ta\":\"test\",\"expires\":\(expires)}"
        }
        let text =
            "{\"metadata\":{\"buildtime\":\"2026-03-16T07:00:00Z\"},\"roas\":[\(rows.joined(separator: ","))],\"aspas\":\(aspas)}"
        // As tools do: whole or not at all.
        try write(text, to: name + ".new")
        _ = try? FileManager.default.removeItem(atPath: self(name))
        try FileManager.default.moveItem(atPath: self(name + ".new"), toPath: self(name))
    }
}
