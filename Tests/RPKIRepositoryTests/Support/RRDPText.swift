import Fetching
import Foundation
import RPKIObjects
import RPKIRepository
import Testing

/// RRDP files as text, right in all that a test does not change.
enum RRDPText {
    static let namespace = "http://www.ripe.net/rpki/rrdp"
    static let session = "9df4b597-af9e-4dca-bdda-719cce2c4e28"
    static let host = "https://rrdp.example.net"
    static let hash = String(repeating: "0a", count: 32)

    static func root(
        _ name: String, _ content: String, session: String = session, serial: String = "3", version: String = "1",
        namespace: String = namespace
    ) -> String {
        "<\(name) xmlns=\"\(namespace)\" version=\"\(version)\" session_id=\"\(session)\" serial=\"\(serial)\">"
            + "\(content)</\(name)>"
    }

    static func notification(
        _ deltas: [Int] = [], session: String = session, serial: String = "3", host: String = host
    ) -> String {
        root(
            "notification", snapshotReference(host: host) + deltas.map { delta($0, host: host) }.joined(),
            session: session, serial: serial)
    }

    static func snapshotReference(host: String = host) -> String {
        "<snapshot uri=\"\(host)/s/snapshot.xml\" hash=\"\(hash)\"/>"
    }

    static func delta(_ serial: Int, host: String = host, hash: String = hash) -> String {
        "<delta serial=\"\(serial)\" uri=\"\(host)/\(serial)/delta.xml\" hash=\"\(hash)\"/>"
    }

    static func publish(_ name: String, _ octets: [UInt8], replacing: String? = nil) -> String {
        let attribute = replacing.map { " hash=\"\($0)\"" } ?? ""
        return "<publish uri=\"rsync://rpki.example.net/repo/\(name)\"\(attribute)>"
            + Data(octets).base64EncodedString() + "</publish>"
    }

    static func withdraw(_ name: String, hash: String = hash) -> String {
        "<withdraw uri=\"rsync://rpki.example.net/repo/\(name)\" hash=\"\(hash)\"/>"
    }

    static func decode(_ text: String, limits: RRDPLimits = RRDPLimits()) throws -> RRDPNotification {
        let uri = try #require(HTTPSURI(host + "/notification.xml"))
        return try RRDPNotification(decoding: Array(text.utf8), from: uri, limits: limits)
    }

    /// The elements of a file that comes in chunks of `chunk` octets.
    static func elements(
        _ kind: RRDPFileReader.Kind, _ octets: [UInt8], session: String = session, serial: String = "3",
        chunk: Int = .max, limits: RRDPLimits = RRDPLimits()
    ) throws -> [RRDPElement] {
        let reader = RRDPFileReader(
            kind, session: try #require(RRDPSession(session)), serial: try #require(RRDPSerial(serial)),
            limits: limits)
        var elements: [RRDPElement] = []
        var start = 0
        while start < octets.count {
            let end = chunk < octets.count - start ? start + chunk : octets.count
            elements += try reader.read(Array(octets[start..<end]))
            start = end
        }
        try reader.finish()
        return elements
    }
}
