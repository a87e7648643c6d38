import Fetching
import GRDB
import LocalFiles
import LocalServers
import RPKIObjects
import TestSupport
import Testing

@testable import RPKIRepository

/// A store to which RRDP files are applied as if they had been fetched.
final class StoredSnapshots {
    let folder: TemporaryFolder
    let store: ObjectStore
    var limits = RRDPLimits()
    var storage = RepositoryLimits()

    init() throws {
        folder = try TemporaryFolder()
        store = try ObjectStore(folder: folder.path)
    }

    /// Applies a file with this content.
    func apply(
        _ kind: RRDPFileReader.Kind, _ content: String, serial: UInt64 = 1, to uri: String = "https://a.test/n.xml"
    ) async throws {
        let session = try #require(RRDPSession(RRDPText.session))
        let reference = RRDPReference(
            serial: RRDPSerial(serial), uri: try #require(HTTPSURI("https://a.test/file.xml")),
            hash: ObjectHash(of: []))
        let spool = try store.meter.newSpool()
        let text = RRDPText.root(kind == .snapshot ? "snapshot" : "delta", content, serial: "\(serial)")
        try Array(text.utf8).withUnsafeBytes { try spool.write($0) }
        let repository = try await store.repository(uri, .rrdp)
        try await store.apply(
            RRDPStep(kind: kind, reference: reference, session: session, spool: spool), to: repository, limits: limits,
            storage: storage)
    }

    /// What is published, as `name: octets`, with the names in order.
    func published() throws -> [String] {
        var found: [String] = []
        try store.forEachObject { uri, octets in
            found.append(uri.replacing("rsync://rpki.example.net/repo/", with: "") + ": \(octets)")
        }
        return found
    }

    /// How many objects there are, named or not.
    func objects() throws -> Int {
        try store.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM object") ?? 0 }
    }

    func folders() throws -> Int {
        try store.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM folder") ?? 0 }
    }
}
