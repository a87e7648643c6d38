import Foundation
import LocalServers
import TestSupport
import Testing

@Suite("Signals in the first moments of a node")
struct EarlySignalTests {
    #if canImport(Glibc)
        /// The dynamic loader says in which order it calls what (`LD_DEBUG=files`, ld.so(8)).
        @Test("The program keeps signals before the first of its libraries is initialised") func first() async throws {
            let path = try #require(InspectProgram.executable?.path)
            let program = try RunningProgram(
                "/usr/bin/env", ["LD_DEBUG=files", path, "run", "--config", "nowhere.yaml"])
            try await eventually { program.status != nil }
            let calls = program.output.split(separator: "\n").filter { $0.contains("calling ") }
            #expect(calls.first { $0.contains("calling init") } != nil)
            #expect(calls.first?.contains("calling preinit: \(path)") == true, "\(calls.first ?? "")")
        }
    #endif
}
