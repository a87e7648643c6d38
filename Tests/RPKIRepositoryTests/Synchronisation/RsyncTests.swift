import Foundation
import LocalServers
import RPKIObjects
import RPKIRepository
import RPKITesting
import TestSupport
import Testing

/// The rsync program against rsyncd.
@Suite("rsync", .enabled(if: RsyncServer.isInstalled && NginxServer.isInstalled, "rsync or nginx is not installed"))
struct RsyncTests {
    private let server: RsyncServer
    private let laboratory: Laboratory
    private let folder: TemporaryFolder
    private static let both = ["AS64496 192.0.2.0/24", "AS64500 192.0.2.0/26"]

    init() throws {
        server = try RsyncServer()
        laboratory = try Laboratory(host: "127.0.0.1:\(server.port)", module: "rpki")
        folder = try TemporaryFolder()
    }

    /// Lays out what the laboratory publishes as files of the module.
    private func layOut() throws {
        try? FileManager.default.removeItem(atPath: server.root)
        for (uri, octets) in laboratory.writer.objects {
            let path = server.root + "/" + uri.relativePath.split(separator: "/").dropFirst(2).joined(separator: "/")
            try FileManager.default.createDirectory(
                atPath: String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)),
                withIntermediateDirectories: true)
            try Data(octets).write(to: URL(fileURLWithPath: path))
        }
    }

    private func walker(_ change: (inout SynchronisationOptions) -> Void) throws -> Walker {
        var options = laboratory.options
        options.usesRsync = true
        options.usesRRDP = false
        change(&options)
        return try Walker(options, folder: folder.path)
    }

    @Test("A module is copied, and what changes in it is taken over; what goes is gone")
    func course() async throws {
        try layOut()
        let walker = try walker { _ in }
        #expect(try await walker.walk(laboratory.locator, at: Laboratory.now) == Self.both)
        try laboratory.addROA(asn: 64497, at: Laboratory.now + 60)
        try layOut()
        #expect(try await walker.walk(laboratory.locator, at: Laboratory.now + 120).count == 3)
        let objects = try walker.store.repositories().first { $0.transport == .rsync }?.objects
        #expect(objects == laboratory.writer.objects.count)
        try await walker.end()
    }

    @Test("A link that leads out of the module is not followed")
    func link() async throws {
        try layOut()
        try FileManager.default.createSymbolicLink(
            atPath: server.root + "/out.roa", withDestinationPath: "/etc/passwd")
        let walker = try walker { _ in }
        #expect(try await walker.walk(laboratory.locator, at: Laboratory.now) == Self.both)
        var found: [String] = []
        try walker.store.forEachObject { uri, _ in found.append(uri) }
        #expect(!found.contains { $0.hasSuffix("out.roa") })
        try await walker.end()
    }

    @Test("When RRDP fails, rsync steps in at once, or never, as it is set", arguments: [true, false])
    func fallback(isImmediate: Bool) async throws {
        try layOut()
        try laboratory.server.remove("notification.xml")
        let walker = try walker {
            $0.usesRRDP = true
            $0.fallback = isImmediate ? .immediate : .never
        }
        #expect(
            try await walker.walk(laboratory.locator, at: Laboratory.now) == (isImmediate ? Self.both : []))
        try await walker.end()
    }

    @Test("When the snapshot contradicts itself, rsync steps in")
    func contradiction() async throws {
        try layOut()
        try laboratory.editFile(try #require(laboratory.writer.paths.first)) { text in
            let first = text.components(separatedBy: "<publish ")[1]
            return text.replacingOccurrences(of: "</snapshot>", with: "<publish \(first)</snapshot>")
        }
        let walker = try walker { $0.usesRRDP = true }
        #expect(try await walker.walk(laboratory.locator, at: Laboratory.now) == Self.both)
        #expect(
            try walker.failure(of: laboratory.server.uri("notification.xml"))?.contains("rrdp-duplicate") == true)
        try await walker.end()
    }

    @Test("Files whose names are no URIs count: the module fails, its copy is removed, and what was there stays")
    func otherNames() async throws {
        try layOut()
        let walker = try walker { $0.rsync.moduleSize = 2_000_000 }
        #expect(try await walker.walk(laboratory.locator, at: Laboratory.now) == Self.both)
        let octets = Data(repeating: 7, count: 300_000)
        for number in 0..<9 {
            try octets.write(to: URL(fileURLWithPath: server.root + "/a \(number)"))
        }
        #expect(try await walker.walk(laboratory.locator, at: Laboratory.now + 60) == Self.both)
        let repository = try #require(try walker.store.repositories().first { $0.transport == .rsync })
        #expect(repository.failure?.contains("the limit moduleSize") == true)
        #expect(!FileManager.default.fileExists(atPath: folder("rsync/127.0.0.1:\(server.port)/rpki")))
        let reached = walker.synchroniser.takeReachedLimits()
        #expect(reached.map(\.limit) == [.moduleSize])
        #expect(walker.synchroniser.takeReachedLimits().isEmpty)
        for number in 0..<9 { try FileManager.default.removeItem(atPath: server.root + "/a \(number)") }
        #expect(try await walker.walk(laboratory.locator, at: Laboratory.now + 120) == Self.both)
        #expect(try walker.failure(of: repository.uri) == nil)
        try await walker.end()
    }

    @Test("With a delayed fallback, what RRDP last brought is used until the delay is over")
    func delayed() async throws {
        try layOut()
        let walker = try walker {
            $0.usesRRDP = true
            $0.fallback = .delayed
        }
        #expect(try await walker.walk(laboratory.locator, at: Laboratory.now) == Self.both)
        try laboratory.server.remove("notification.xml")
        _ = try await walker.walk(laboratory.locator, at: Laboratory.now + 60)
        #expect(try walker.store.repositories().allSatisfy { $0.transport != .rsync })
        _ = try await walker.walk(laboratory.locator, at: Laboratory.now + 60 + 3601)
        #expect(try walker.store.repositories().contains { $0.transport == .rsync && $0.updated != nil })
        try await walker.end()
    }

    @Test("A program that hangs is ended in time, with what it started, and what was there stays")
    func hang() async throws {
        try layOut()
        let first = try walker { _ in }
        _ = try await first.walk(laboratory.locator, at: Laboratory.now)
        try await first.end()
        let marker = "\(31_000 + Int.random(in: 0..<900))"
        let script = folder("hang.sh")
        try folder.write(Array("#!/bin/sh\nsleep \(marker) &\nwait\n".utf8), to: "hang.sh")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        let walker = try walker {
            $0.rsync.command = [script]
            $0.rsync.totalSeconds = 1
        }
        #expect(try await walker.walk(laboratory.locator, at: Laboratory.now + 60) == Self.both)
        #expect(try walker.store.repositories().contains { $0.failure?.contains("did not finish within 1 s") == true })
        try await walker.end()
        let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap {
            try? String(contentsOfFile: "/proc/\($0)/cmdline", encoding: .utf8)
        }
        #expect(!processes.contains { $0.hasPrefix("sleep\0\(marker)") })
    }
}
