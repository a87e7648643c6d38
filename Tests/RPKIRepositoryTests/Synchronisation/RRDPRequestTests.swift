import Fetching
import Foundation
import LocalServers
import RPKIObjects
import RPKIRepository
import RPKIValidation
import TestSupport
import Testing

/// What nginx's access log shows of the requests, and what the walk gives, from change to change.
@Suite("RRDP from nginx", .enabled(if: NginxServer.isInstalled, "\(NginxServer.notInstalled)"))
struct RRDPRequestTests {
    private let laboratory: Laboratory
    private let folder: TemporaryFolder
    private let walker: Walker
    private static let both = ["AS64496 192.0.2.0/24", "AS64500 192.0.2.0/26"]
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

    /// The kinds of files that were asked for, with the status.
    private func requests(_ count: Int) throws -> [String] {
        try laboratory.server.requests(atLeast: count).map { line in
            let parts = line.split(separator: " ")
            let name = parts[1].split(separator: "/").last.map(String.init) ?? ""
            return "\(name) \(parts[2])"
        }
    }

    private var notification: String { laboratory.server.uri("notification.xml") }

    @Test("At first the snapshot; then a conditional request alone; then the delta of what changed, and no snapshot")
    func course() async throws {
        #expect(try await walk(0) == Self.both)
        #expect(try requests(3) == ["lab.cer 200", "notification.xml 200", "snapshot.xml 200"])
        #expect(try await walk(1) == Self.both)
        #expect(try requests(2) == ["lab.cer 304", "notification.xml 304"])
        #expect(walker.memory.hits == 3)
        try laboratory.addROA(asn: 64497, at: Laboratory.now + 90)
        #expect(try await walk(2) == Self.more)
        #expect(try requests(3) == ["lab.cer 304", "notification.xml 200", "delta.xml 200"])
        try await walker.end()
    }

    @Test("Several changes since the last time are as many deltas, in their order")
    func severalDeltas() async throws {
        _ = try await walk(0)
        for step in 1...3 { try laboratory.addROA(asn: 64496 + UInt32(step), at: Laboratory.now + Double(step) * 60) }
        #expect(try await walk(5).count == 5)
        let lines = try laboratory.server.requests(atLeast: 5).filter { $0.contains("delta") }
        #expect(lines.compactMap { $0.split(separator: "/").dropFirst(2).first } == ["2", "3", "4"])
        try await walker.end()
    }

    @Test("A delta that was seen and has another hash now makes the history worthless: the snapshot (RFC 9697)")
    func mutatedDelta() async throws {
        _ = try await walk(0)
        try laboratory.addROA(asn: 64497, at: Laboratory.now + 60)
        _ = try await walk(2)
        try laboratory.addROA(asn: 64498, at: Laboratory.now + 180)
        try laboratory.editNotification { text in
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for index in lines.indices where lines[index].contains("serial=\"2\"") && lines[index].contains("<delta") {
                let hash = lines[index].split(separator: "\"")[5]
                lines[index] = lines[index].replacingOccurrences(of: hash, with: String(hash.reversed()))
            }
            return lines.joined(separator: "\n")
        }
        #expect(try await walk(4).count == 4)
        #expect(try requests(3) == ["lab.cer 304", "notification.xml 200", "snapshot.xml 200"])
        try await walker.end()
    }

    @Test(
        "A delta with another hash than announced, or that is not there, is made good by the snapshot",
        arguments: [true, false])
    func brokenDelta(removes: Bool) async throws {
        _ = try await walk(0)
        try laboratory.addROA(asn: 64497, at: Laboratory.now + 60)
        let delta = try #require(laboratory.writer.paths.last)
        if removes {
            try laboratory.server.remove(delta)
        } else {
            // A good delta, with one octet more than the one that was announced: nothing but the hash is wrong.
            let octets = Array(try Data(contentsOf: URL(fileURLWithPath: laboratory.server.root + "/" + delta)))
            try laboratory.server.write(octets + [UInt8(ascii: "\n")], to: delta)
        }
        #expect(try await walk(2) == Self.more)
        #expect(try requests(4).suffix(2) == ["delta.xml \(removes ? 404 : 200)", "snapshot.xml 200"])
        try await walker.end()
    }

    @Test("A delta that contradicts itself is refused whole, and made good by the snapshot", arguments: [0, 1, 2])
    func contradictoryDelta(way: Int) async throws {
        _ = try await walk(0)
        try laboratory.addROA(asn: 64497, at: Laboratory.now + 60)
        try laboratory.editFile(try #require(laboratory.writer.paths.last)) { text in
            let elements = text.components(separatedBy: "<publish ")
            guard let last = elements.last?.components(separatedBy: "</publish>").first else { return text }
            let uri = last.components(separatedBy: "\"")[1]
            let more = [
                "<publish \(last)</publish>", "<publish uri=\"\(uri)\">AAAA</publish>",
                "<withdraw uri=\"\(uri)\" hash=\"\(ObjectHash(of: [0]))\"/>",
            ]
            return text.replacingOccurrences(of: "</delta>", with: more[way] + "</delta>")
        }
        #expect(try await walk(2) == Self.more)
        #expect(try requests(4).suffix(2) == ["delta.xml 200", "snapshot.xml 200"])
        #expect(try walker.failure(of: notification) == nil)
        try await walker.end()
    }

    @Test("A snapshot that contradicts itself is refused whole, and what was there stays")
    func contradictorySnapshot() async throws {
        _ = try await walk(0)
        try laboratory.addROA(asn: 64497, at: Laboratory.now + 60)
        try laboratory.beginSession()
        try laboratory.editFile(try #require(laboratory.writer.paths.first)) { text in
            let first = text.components(separatedBy: "<publish ")[1]
            return text.replacingOccurrences(of: "</snapshot>", with: "<publish \(first)</snapshot>")
        }
        #expect(try await walk(2) == Self.both)
        let failure = try walker.failure(of: notification)
        #expect(failure?.contains("rrdp-duplicate") == true, "\(failure ?? "none")")
        try await walker.end()
    }

    @Test("A new session is a new history: the snapshot")
    func session() async throws {
        _ = try await walk(0)
        try laboratory.addROA(asn: 64497, at: Laboratory.now + 60)
        try laboratory.beginSession()
        let found = try await walk(2)
        let failure = try walker.failure(of: notification)
        #expect(found == Self.more, "\(failure ?? "no failure")")
        #expect(try requests(3).last == "snapshot.xml 200")
        try await walker.end()
    }

    @Test("A snapshot of another origin is not asked for, and what was there stays (RFC 9674)")
    func otherOrigin() async throws {
        _ = try await walk(0)
        try laboratory.addROA(asn: 64497, at: Laboratory.now + 60)
        let other = try NginxServer(laboratory.authority.server())
        defer { other.stop() }
        try laboratory.editNotification {
            $0.replacingOccurrences(of: ":\(laboratory.server.port)/", with: ":\(other.port)/")
        }
        #expect(try await walk(2) == Self.both)
        #expect(try requests(2) == ["lab.cer 304", "notification.xml 200"])
        #expect(try other.requests().isEmpty)
        #expect(try walker.failure(of: notification)?.contains("rrdp-origin") == true)
        try await walker.end()
    }

    @Test(
        "What is no notification fails the fetch, is named, and leaves what was there",
        arguments: [
            ("", "xml"), ("<notification", "rrdp-namespace"),
            ("<!DOCTYPE lolz [<!ENTITY lol \"lol\">]><notification>&lol;</notification>", "xml-document-type"),
            ("<snapshot xmlns=\"http://www.ripe.net/rpki/rrdp\" version=\"1\"/>", "rrdp-element"),
        ])
    func badNotification(text: String, code: String) async throws {
        _ = try await walk(0)
        try laboratory.server.write(Array(text.utf8), to: "notification.xml")
        #expect(try await walk(1) == Self.both)
        let failure = try #require(try walker.failure(of: notification))
        #expect(failure.contains(code))
        try laboratory.publish()
        try laboratory.addROA(asn: 64497, at: Laboratory.now + 90)
        #expect(try await walk(2) == Self.more)
        #expect(try walker.failure(of: notification) == nil)
        try await walker.end()
    }

    @Test("A certificate that nobody vouches for fails the fetch")
    func untrusted() async throws {
        var options = laboratory.options
        options.https.trustFiles = []
        let other = try TemporaryFolder()
        let stranger = try Walker(options, folder: other.path)
        #expect(try await stranger.walk(laboratory.locator, at: Laboratory.now) == [])
        #expect(try stranger.failure(of: laboratory.server.uri("lab.cer"))?.contains("tls") == true)
        try await stranger.end()
        try await walker.end()
    }

    @Test("Without fetching, what the store has is used")
    func offline() async throws {
        _ = try await walk(0)
        try await walker.end()
        var options = laboratory.options
        options.fetches = false
        let again = try Walker(options, folder: folder.path)
        try laboratory.server.forget()
        #expect(try await again.walk(laboratory.locator, at: Laboratory.now + 60) == Self.both)
        #expect(try laboratory.server.requests().isEmpty)
        try await again.end()
    }
}
