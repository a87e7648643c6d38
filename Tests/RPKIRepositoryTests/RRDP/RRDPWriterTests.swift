import Fetching
import Foundation
import LocalServers
import RPKIObjects
import RPKIRepository
import TestSupport
import Testing

@Suite("Publishing over RRDP")
struct RRDPWriterTests {
    private let folder: TemporaryFolder
    private static let base = "https://rpki.test/rrdp/"

    init() throws {
        folder = try TemporaryFolder()
    }

    private func writer() throws -> RRDPWriter {
        try RRDPWriter(folder: folder("rrdp"), base: Self.base, generator: SeededGenerator(5))
    }

    private func uri(_ name: String) throws -> RsyncURI {
        try #require(RsyncURI("rsync://rpki.test/repo/\(name)"))
    }

    private func notification() throws -> RRDPNotification {
        let uri = try #require(HTTPSURI(Self.base + "notification.xml"))
        return try RRDPNotification(decoding: try folder.octets("rrdp/notification.xml"), from: uri)
    }

    /// What a file of the notification holds, its hash checked.
    private func elements(
        _ kind: RRDPFileReader.Kind, _ reference: RRDPReference, of notification: RRDPNotification
    ) throws -> [RRDPElement] {
        let octets = try folder.octets("rrdp/" + reference.uri.description.dropFirst(Self.base.count))
        try reference.check(ObjectHash(of: octets))
        return try RRDPText.elements(
            kind, octets, session: notification.session.description, serial: reference.serial.description)
    }

    @Test("the first version is a snapshot with serial 1 and no delta")
    func first() throws {
        var writer = try writer()
        try writer.publish([.publish(try uri("b.roa"), [2]), .publish(try uri("a.cer"), [1, 1])])
        let notification = try notification()
        #expect(notification.session == writer.session)
        #expect(notification.serial == RRDPSerial(1))
        #expect(notification.deltas.isEmpty && notification.deltaFault == nil)
        #expect(
            try elements(.snapshot, notification.snapshot, of: notification) == [
                .publish(uri: try uri("a.cer"), octets: [1, 1], replacing: nil),
                .publish(uri: try uri("b.roa"), octets: [2], replacing: nil),
            ])
    }

    @Test("a client that follows the deltas has what the snapshot has")
    func following() throws {
        var generator = SeededGenerator(8)
        var writer = try writer()
        func object() -> [UInt8] { (0..<2000).map { _ in UInt8.random(in: 0...255, using: &generator) } }
        let names = (0..<20).map { "\($0).roa" }
        try writer.publish(try names.map { .publish(try uri($0), object()) })
        var state = RRDPState(try notification())
        var copy = writer.objects
        for _ in 0..<30 {
            var changes: [RRDPChange] = []
            for name in names.shuffled(using: &generator).prefix(3) {
                let uri = try uri(name)
                let isThere = writer.objects[uri] != nil
                changes.append(isThere && Bool.random(using: &generator) ? .withdraw(uri) : .publish(uri, object()))
            }
            try writer.publish(changes)
            let notification = try notification()
            guard case .deltas(let deltas) = RRDPPlan(from: state, to: notification) else {
                Issue.record("no deltas")
                return
            }
            #expect(deltas.count == 1)
            for delta in deltas {
                for element in try elements(.delta, delta, of: notification) {
                    switch element {
                    case .publish(let uri, let octets, let hash):
                        #expect(copy[uri].map { ObjectHash(of: $0) } == hash)
                        copy[uri] = octets
                    case .withdraw(let uri, let hash):
                        #expect(copy.removeValue(forKey: uri).map { ObjectHash(of: $0) } == hash)
                    }
                }
            }
            #expect(copy == writer.objects)
            state = RRDPState(notification)
        }
        let last = try notification()
        #expect(try elements(.snapshot, last.snapshot, of: last).count == copy.count)
        // Kept while smaller than the snapshot together.
        #expect(last.deltas.count > 1 && last.deltas.count < 15)
    }

    @Test("files that a client may still be fetching stay for two changes, older ones go")
    func retiring() throws {
        var writer = try writer()
        try writer.publish([.publish(try uri("a.cer"), [1])])
        let first = writer.paths
        let large: [UInt8] = Array(repeating: 7, count: 1000)
        for round in 0..<2 {
            try writer.publish([.publish(try uri("a.cer"), large + [UInt8(round)])])
            #expect(try first.allSatisfy { try !folder.octets("rrdp/" + $0).isEmpty })
        }
        for round in 2..<4 { try writer.publish([.publish(try uri("a.cer"), large + [UInt8(round)])]) }
        #expect(first.allSatisfy { !FileManager.default.fileExists(atPath: folder("rrdp/" + $0)) })
        #expect(writer.paths.allSatisfy { FileManager.default.fileExists(atPath: folder("rrdp/" + $0)) })
    }

    @Test("a new session starts from 1 with the same objects")
    func session() throws {
        var writer = try writer()
        try writer.publish([.publish(try uri("a.cer"), [1])])
        try writer.publish([.publish(try uri("b.cer"), [2])])
        let before = RRDPState(try notification())
        try writer.beginSession()
        let after = try notification()
        #expect(after.session != before.session)
        #expect(after.serial == RRDPSerial(1))
        #expect(try elements(.snapshot, after.snapshot, of: after).count == 2)
    }

    @Test("no change is no version, and what is not there cannot be withdrawn")
    func nothing() throws {
        var writer = try writer()
        try writer.publish([.publish(try uri("a.cer"), [1])])
        try writer.publish([])
        #expect(writer.serial == RRDPSerial(1))
        let missing = try uri("missing.cer")
        #expect(throws: RRDPWriterError.self) { try writer.publish([.withdraw(missing)]) }
    }

    @Test("a folder that cannot be made is an error")
    func folderError() throws {
        try folder.write([1], to: "file")
        #expect(throws: RRDPWriterError.self) { try RRDPWriter(folder: folder("file/rrdp"), base: Self.base) }
    }
}
