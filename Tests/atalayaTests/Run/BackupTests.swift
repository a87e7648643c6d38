import Foundation
import LocalServers
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What a node keeps that cannot be had again: damaged, backed up, restored, and taken over from an earlier version.
@Suite(
    "desk.sqlite of a node",
    .enabled(if: InspectProgram.executable != nil && NodeOfTest.isPossible, "\(NodeOfTest.impossible)"))
struct BackupTests {
    private func alerts(_ node: NodeOfTest) throws -> (status: Int32, output: String, errors: String) {
        let result = try InspectProgram.run("bgp", "alerts", "list", "--all", "--config", node.file)
        return (result.status, result.output, result.errors)
    }

    @Test("A damaged page stops alerts and nothing else; file, page and command are named, and the command helps")
    func damagedAndRestored() async throws {
        let node = try NodeOfTest()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try await node.program.end() == 0)
        try node.configure {
            $0 + """

                watch:
                  asns: [AS64496]
                  prefixes: {198.51.100.0/24: [AS64496]}
                  files: [updates.mrt]

                """
        }
        try WatchFileTests.incident().write(to: node.sandbox("updates.mrt"))
        try node.restart()
        try await eventually { try alerts(node).output.contains("AS64666") }
        try await eventually { try node.vrps() == NodeOfTest.both }

        // Of a running node.
        let backup = node.sandbox("desk.backup")
        let written = try InspectProgram.run("backup", backup, "--config", node.file)
        #expect(written.status == 0, "\(written.errors)")
        #expect(written.output.contains("desk.sqlite with schema"))
        let running = try InspectProgram.run("restore", backup, "--config", node.file)
        #expect(running.status == 1)
        #expect(running.errors.contains("stop it first"))
        #expect(try await node.program.end() == 0)

        let desk = node.sandbox("state/desk.sqlite")
        let page = try DamagedPage.overwrite("alert", in: desk)
        let damaged = try Data(contentsOf: URL(fileURLWithPath: desk))
        try node.restart()
        try await eventually { try node.vrps() == NodeOfTest.both }
        try await eventually { try node.get("/health").body.contains("Page \(page):") }
        let health = try node.get("/health")
        #expect(health.status == 200)
        for words in ["\"subject\": \"desk.sqlite\"", "atalaya restore BACKUP --config \(node.file)"] {
            #expect(health.body.replacing("\\/", with: "/").contains(words), "\(words): \(health.body)")
        }
        #expect(node.program.output.contains("a database is damaged; stopped using it"))
        #expect(node.program.isRunning)
        let listed = try alerts(node)
        #expect(listed.status == 1)
        #expect(listed.errors.contains("atalaya restore"))
        #expect(try InspectProgram.run("backup", node.sandbox("b"), "--config", node.file).status == 1)
        #expect(try await node.program.end() == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: desk)) == damaged)

        // A damaged backup changes nothing.
        var octets = try Data(contentsOf: URL(fileURLWithPath: backup))
        let place = try #require(octets.firstRange(of: Data("AS64666".utf8)))
        octets[place.lowerBound] ^= 1
        try octets.write(to: URL(fileURLWithPath: node.sandbox("bad.backup")))
        let refused = try InspectProgram.run("restore", node.sandbox("bad.backup"), "--config", node.file)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("damaged"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: desk)) == damaged)

        let copy = node.sandbox("copy.yaml")
        let restored = try InspectProgram.run(
            "restore", backup, "--config", node.file, "--configuration-to", copy)
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(restored.output.contains("desk.sqlite.replaced"))
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: copy)) == Data(contentsOf: URL(fileURLWithPath: node.file)))
        try node.restart()
        try await eventually { try node.vrps() == NodeOfTest.both }
        #expect(try alerts(node).output.contains("AS64666"))
        #expect(try !node.get("/health").body.contains("desk.sqlite"))
        #expect(try await node.program.end() == 0)
    }

    @Test("Killed at any moment while it takes over what an earlier version left, a node loses nothing")
    func killedWhileTakingOver() async throws {
        for round in 0..<20 {
            let folder = try TemporaryFolder()
            try FormerNodeDatabase.make(in: folder.path, version: 2 + round % 2)
            let program = try RunningProgram(
                try #require(InspectProgram.executable).path,
                ["bgp", "alerts", "list", "--set", "state=\(folder.path)"])
            try await randomPause(upTo: .milliseconds(60))
            program.signal(SIGKILL)
            program.waitUntilExit()
            let listed = try InspectProgram.run("bgp", "alerts", "list", "--all", "--set", "state=\(folder.path)")
            #expect(listed.status == 0, "\(listed.errors)")
            #expect(listed.output.contains("192.0.2.0/24"))
            let silences = try InspectProgram.run("bgp", "alerts", "silences", "--set", "state=\(folder.path)")
            #expect(silences.output.contains("5"))
            let names = try folder.names
            #expect(names.contains("serving.sqlite") && names.contains("node.sqlite.migrated"), "\(names)")
            #expect(!names.contains("node.sqlite") && !names.contains { $0.contains(".new") }, "\(names)")
        }
    }
}
