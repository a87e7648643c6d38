import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Files that end the program that reads them.
@Suite("bgp watch: files that crash", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct WatchFileCrashTests {
    /// A watch whose file is a pipe that nobody writes to, and that reads it now.
    private func reading() async throws -> WatchLaboratory {
        let watch = try WatchLaboratory("files: [pipe]")
        try #require(mkfifo(watch.sandbox("pipe"), 0o600) == 0)
        try await watch.start()
        try await eventually { isReading(watch) }
        return watch
    }

    /// Whether the record has a file that is under way.
    private func isReading(_ watch: WatchLaboratory) -> Bool {
        ReadingPlaces.isAnyTaken(watch.sandbox)
    }

    @Test(
        "a file during whose reading the program crashed is set aside by name, until it changes",
        arguments: [SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGTRAP, SIGABRT])
    func crash(signal: Int32) async throws {
        let watch = try await reading()
        #expect(try await watch.program?.end(signal) == signal)
        try await watch.start()
        let program = try #require(watch.program)
        try await eventually { program.output.contains("file set aside") }
        #expect(program.output.contains(watch.sandbox("pipe")))
        #expect(program.output.contains("run touch on it"))
        try await stays(for: .milliseconds(500)) { !isReading(watch) && program.isRunning }
        // Not all that it was to read has been read.
        #expect(try await program.end() == 1)
        // Another file of the name is read.
        try FileManager.default.removeItem(atPath: watch.sandbox("pipe"))
        try WatchFileTests.incident().write(to: watch.sandbox("pipe"))
        try await watch.start()
        try await eventually { watch.program?.output.contains("read a route file") ?? false }
        #expect(try await watch.program?.end() == 0)
    }

    @Test("after a kill the file is read again") func killed() async throws {
        let watch = try await reading()
        #expect(try await watch.program?.end(SIGKILL) == SIGKILL)
        try await watch.start()
        try await eventually { isReading(watch) }
        #expect(watch.program?.output.contains("set aside") == false)
        #expect(try await watch.program?.end(SIGKILL) == SIGKILL)
    }

    @Test("a file that is of no format is refused once and noted, and the others are read") func refused() async throws
    {
        let watch = try WatchLaboratory("folders: [in]\nsettle: 100ms")
        try FileManager.default.createDirectory(atPath: watch.sandbox("in"), withIntermediateDirectories: true)
        try watch.sandbox.write("this is no file of routes", to: "in/a")
        try WatchFileTests.incident().write(to: watch.sandbox("in/b"))
        try await watch.start()
        try await eventually { watch.program?.output.contains("read a route file") ?? false }
        #expect(watch.program?.output.contains("could not read a route file") == true)
        #expect(try await watch.program?.end() == 0)
        try await watch.start()
        try await stays(for: .seconds(1)) {
            watch.program?.output.contains("could not read a route file") == false
        }
        #expect(try await watch.program?.end() == 0)
    }
}

/// The record of files that are being read, of a node in a sandbox.
enum ReadingPlaces {
    static func isAnyTaken(_ sandbox: Sandbox) -> Bool {
        guard let octets = try? Data(contentsOf: URL(fileURLWithPath: sandbox("state/reading"))) else { return false }
        return stride(from: 0, to: octets.count, by: 8_192).contains { octets[$0] == 0x72 }
    }
}
