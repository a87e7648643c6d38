import Foundation
import LocalServers
import RPKIObjects
import RPKIRepository
import RPKITesting
import TestSupport
import Testing

/// A repository that does not fit on the disk fails alone.
@Suite(
    "A small disk",
    .enabled(if: SmallDisk.isPossible && NginxServer.isInstalled, "no file system can be mounted here, or no nginx"))
struct FullDiskTests {
    private static let both = ["AS64496 192.0.2.0/24", "AS64500 192.0.2.0/26"]
    private let laboratory: Laboratory
    private let disk: SmallDisk
    private let evil: String

    init() throws {
        laboratory = try Laboratory()
        disk = try SmallDisk(octets: 24 << 20)
        let other = laboratory.plan.addCA("evil", in: laboratory.isp, resources: "AS64499 192.0.2.192/26")
        evil = laboratory.server.uri("evil/notification.xml")
        laboratory.plan[other].notify = evil
        laboratory.plan.reissue(laboratory.isp, at: Laboratory.now)
        try laboratory.publish()
    }

    /// Publishes so many objects of so many octets.
    private func publish(_ count: Int, octets: Int) throws {
        let folder = laboratory.server.root + "/evil"
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var writer = try RRDPWriter(folder: folder, base: laboratory.server.uri("evil/"))
        var object = [UInt8](repeating: 1, count: octets)
        var changes: [RRDPChange] = []
        for number in 0..<count {
            for place in 0..<3 { object[place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
            let uri = try #require(RsyncURI("rsync://rpki.example.net/repository/evil/\(number).roa"))
            changes.append(.publish(uri, object))
        }
        try writer.publish(changes)
    }

    @Test(
        "Many small objects, or few large ones, fail their repository; the others are served, and the store stays usable",
        arguments: [(150_000, 3), (20, 1_500_000)])
    func full(count: Int, octets: Int) async throws {
        try publish(count, octets: octets)
        let walker = try Walker(laboratory.options, folder: disk.folder.path + "/store")
        for minute in 0..<2 {
            #expect(
                try await walker.walk(laboratory.locator, at: Laboratory.now + Double(minute) * 60) == Self.both)
            #expect(walker.synchroniser.fault == nil)
            let failure = try #require(try walker.failure(of: evil))
            #expect(failure.contains("space") || failure.contains("full"), "\(failure)")
        }
        // What it had written is gone: there is room for less.
        try publish(10, octets: 100)
        #expect(try await walker.walk(laboratory.locator, at: Laboratory.now + 180) == Self.both)
        #expect(try walker.failure(of: evil) == nil)
        try await walker.end()
        let again = try Walker(laboratory.options, folder: disk.folder.path + "/store")
        #expect(try await again.walk(laboratory.locator, at: Laboratory.now + 240) == Self.both)
        try await again.end()
    }

    @Test(
        "What a repository wrote that did not fit is given back to the disk, from the log and from the file",
        arguments: [(150_000, 3), (100_000, 3), (9, 1_500_000)])
    func recovery(count: Int, octets: Int) async throws {
        try publish(count, octets: octets)
        let walker = try Walker(laboratory.options, folder: disk.folder.path + "/store")
        #expect(try await walker.walk(laboratory.locator, at: Laboratory.now) == Self.both)
        #expect(try walker.failure(of: evil) != nil)
        // The files of other services of the node are on the same disk.
        try await eventually { try disk.free() > 14 << 20 }
        // A repository that fits is taken, though it is large for the disk.
        try publish(3, octets: 1_000_000)
        #expect(try await walker.walk(laboratory.locator, at: Laboratory.now + 60) == Self.both)
        #expect(try walker.failure(of: evil) == nil)
        try await walker.end()
    }
}
