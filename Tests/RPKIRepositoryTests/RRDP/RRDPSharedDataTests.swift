import Fetching
import Foundation
import LocalServers
import RPKIObjects
import RPKIRepository
import TestSupport
import Testing

@Suite("RRDP files by others", .enabled(if: SharedData.has("rpki/rrdp"), "no shared data"))
struct RRDPSharedDataTests {
    private static let session = "a2d845c4-5b91-4015-a2b7-988c03ce232a"

    private func notification(_ path: String) throws -> RRDPNotification {
        let uri = try #require(HTTPSURI("https://rrdp.ripe.net/notification.xml"))
        return try RRDPNotification(decoding: try SharedData.bytes("rpki/rrdp/" + path), from: uri)
    }

    @Test("a notification with its deltas, in whatever order")
    func deltas() throws {
        let sorted = try notification("rpki-rs/ripe-notification.xml")
        #expect(sorted.serial == RRDPSerial(1742))
        #expect(sorted.deltas.last?.serial == RRDPSerial(1742))
        #expect(sorted.deltas.count > 10)
        let unsorted = try notification("rpki-rs/ripe-notification-unsorted.xml")
        #expect(unsorted == sorted)
    }

    @Test("a list of deltas with gaps is not used")
    func gaps() throws {
        let notification = try notification("rpki-rs/ripe-notification-with-gaps.xml")
        #expect(notification.deltas.isEmpty)
        #expect(notification.deltaFault?.code == .deltaList)
    }

    @Test("an entity bomb is refused at its declaration")
    func bomb() throws {
        let error = try #require(throws: RRDPError.self) { try notification("rpki-rs/lolz-notification.xml") }
        #expect(error.code == .documentType)
        #expect((error.line ?? 99) <= 2)
    }

    @Test("notification and snapshot belong together by hash")
    func hash() throws {
        let octets = try SharedData.bytes("rpki/rrdp/ripe-monitoring/ripe-snapshot.xml")
        let reference = try notification("ripe-monitoring/ripe-notification.xml").snapshot
        try reference.check(ObjectHash(of: octets))
        let other = try notification("ripe-monitoring/ripe-notification-1742-hash2.xml").snapshot
        let error = #expect(throws: RRDPError.self) { try other.check(ObjectHash(of: octets)) }
        #expect(error?.code == .hashMismatch)
    }

    @Test("a snapshot and a delta are read whole", arguments: [4096, Int.max])
    func files(chunk: Int) throws {
        let snapshot = try RRDPText.elements(
            .snapshot, try SharedData.bytes("rpki/rrdp/rpki-rs/ripe-snapshot.xml"), session: Self.session,
            serial: "1742", chunk: chunk)
        #expect(snapshot.count > 100)
        let delta = try RRDPText.elements(
            .delta, try SharedData.bytes("rpki/rrdp/rpki-rs/ripe-delta.xml"), session: Self.session, serial: "1739",
            chunk: chunk)
        #expect(delta.count > 10)
    }

    @Test("a snapshot of another session is refused")
    func session() throws {
        let octets = try SharedData.bytes("rpki/rrdp/ripe-monitoring/ripe-snapshot-session-mismatch.xml")
        let error = #expect(throws: RRDPError.self) {
            try RRDPText.elements(.snapshot, octets, session: Self.session, serial: "1742")
        }
        #expect(error?.code == .sessionMismatch)
    }

    @Test(
        "the snapshot of a whole repository has what rsync has",
        .enabled(if: SharedData.has("rpki/ripe-pilot-2023/rrdp") && LocalProgram.has("gzip"), "no shared data or gzip"))
    func pilot() throws {
        let folder = try TemporaryFolder()
        for name in ["notification", "snapshot"] {
            let packed = SharedData.path("rpki/ripe-pilot-2023/rrdp/\(name).xml.gz")
            try folder.write(try [UInt8](Data(contentsOf: URL(filePath: packed))), to: name + ".xml.gz")
            try LocalProgram.run("gzip", ["-d", name + ".xml.gz"], in: folder.path)
        }
        let octets = try folder.octets("snapshot.xml")
        let notification = try pilotNotification(try folder.octets("notification.xml"))
        let elements = try RRDPText.elements(
            .snapshot, octets, session: notification.session.description, serial: notification.serial.description,
            chunk: 65_536)
        #expect(elements.count > 1000)
        var found = 0
        for element in elements {
            guard case .publish(let uri, let octets, nil) = element else {
                Issue.record("\(element.uri)")
                continue
            }
            let path = "rpki/ripe-pilot-2023/repository/" + uri.relativePath
            if SharedData.has(path) {
                found += 1
                #expect(try SharedData.bytes(path) == octets)
            }
        }
        #expect(found > 1000)
    }

    private func pilotNotification(_ octets: [UInt8]) throws -> RRDPNotification {
        let text = String(decoding: octets, as: UTF8.self)
        let host = try #require(text.firstMatch(of: /https:\/\/[^\/"]+/)).output
        return try RRDPNotification(decoding: octets, from: try #require(HTTPSURI(host + "/notification.xml")))
    }
}
