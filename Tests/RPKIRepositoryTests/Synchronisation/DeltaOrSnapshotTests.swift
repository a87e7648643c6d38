import Foundation
import LocalServers
import RPKIObjects
import RPKIRepository
import RPKIValidation
import TestSupport
import Testing

/// When deltas are taken, and when the snapshot makes good what they cannot.
@Suite("Deltas or the snapshot, from nginx", .enabled(if: NginxServer.isInstalled, "\(NginxServer.notInstalled)"))
struct DeltaOrSnapshotTests {
    private let laboratory: Laboratory
    private let folder: TemporaryFolder
    private let walker: Walker
    private static let more = ["AS64496 192.0.2.0/24", "AS64497 192.0.2.128/25", "AS64500 192.0.2.0/26"]

    init() throws {
        laboratory = try Laboratory()
        folder = try TemporaryFolder()
        walker = try Walker(laboratory.options, folder: folder.path)
    }

    private func walk(_ minutes: Double) async throws -> [String] {
        try laboratory.server.forget()
        return try await walker.walk(laboratory.locator, at: Laboratory.now + minutes * 60)
    }

    /// The deltas and snapshots that were asked for.
    private func files(_ count: Int) throws -> [String] {
        try laboratory.server.requests(atLeast: count).compactMap { line in
            let name = line.split(separator: " ")[1].split(separator: "/").last.map(String.init) ?? ""
            return name == "delta.xml" || name == "snapshot.xml" ? name : nil
        }
    }

    /// Makes a delta as long as `octets`, with blanks at its end; the notification has the hash of that.
    private func pad(_ path: String, to octets: Int) throws {
        try laboratory.editFile(path) { $0 + String(repeating: " ", count: max(0, octets - $0.utf8.count)) }
        let size = try Data(contentsOf: URL(fileURLWithPath: laboratory.server.root + "/" + path)).count
        try #require(size == octets)
    }

    @Test(
        "A mebibyte of deltas is taken however small the repository is; for more the snapshot is asked",
        arguments: [(1 << 20, ["delta.xml"]), (1 << 20 + 1, ["delta.xml", "snapshot.xml"])])
    func size(octets: Int, expected: [String]) async throws {
        _ = try await walk(0)
        try laboratory.addROA(asn: 64497, at: Laboratory.now + 60)
        try pad(try #require(laboratory.writer.paths.last), to: octets)
        #expect(try await walk(2) == Self.more)
        #expect(try files(2 + expected.count) == expected)
        try await walker.end()
    }

    @Test("Deltas count together") func sum() async throws {
        _ = try await walk(0)
        for minute in 1...2 {
            try laboratory.addROA(asn: 64496 + UInt32(minute), at: Laboratory.now + Double(minute) * 60)
        }
        for path in laboratory.writer.paths.suffix(2) { try pad(path, to: 600_000) }
        #expect(try await walk(3).count == 4)
        #expect(try files(5) == ["delta.xml", "delta.xml", "snapshot.xml"])
        try await walker.end()
    }

    @Test(
        "A large repository is worth more than a mebibyte of deltas: as much as it has, in base64",
        arguments: [(3_900_000, ["delta.xml"]), (4_400_000, ["delta.xml", "snapshot.xml"])])
    func worth(octets: Int, expected: [String]) async throws {
        let uri = try #require(RsyncURI("rsync://rpki.example.net/repository/isp/large.xyz"))
        let large = [UInt8](repeating: 7, count: 3_000_000)
        try laboratory.publish([.publish(uri, large)])
        _ = try await walk(0)
        // The change is put on top of what is published, so that the large object stays.
        let changed = try #require(RsyncURI("rsync://rpki.example.net/repository/isp/small.xyz"))
        try laboratory.publish([.publish(changed, [1])])
        try pad(try #require(laboratory.writer.paths.last), to: octets)
        _ = try await walk(2)
        #expect(try files(2 + expected.count) == expected)
        try await walker.end()
    }

    @Test(
        "A delta of the right hash that replaces or withdraws an object of another hash leads to the snapshot",
        arguments: [true, false])
    func misfit(withdraws: Bool) async throws {
        let gone = try #require(RsyncURI("rsync://rpki.example.net/repository/isp/gone.xyz"))
        try laboratory.publish([.publish(gone, [1, 2, 3])])
        _ = try await walk(0)
        if withdraws {
            try laboratory.publish([.withdraw(gone)])
        } else {
            try laboratory.publish([.publish(gone, [4, 5, 6])])
        }
        let hash = ObjectHash(of: [1, 2, 3]).description
        try laboratory.editFile(try #require(laboratory.writer.paths.last)) { text in
            #expect(text.lowercased().contains(hash.lowercased()))
            return text.replacingOccurrences(
                of: hash, with: ObjectHash(of: [9]).description, options: .caseInsensitive)
        }
        _ = try await walk(1)
        #expect(try files(4) == ["delta.xml", "snapshot.xml"])
        #expect(try walker.failure(of: laboratory.server.uri("notification.xml")) == nil)
        try await walker.end()
    }
}
