internal import FoundationEssentials
internal import GRDB
internal import RPKIObjects
internal import SQLiteFiles

extension ObjectStore {
    /// Makes what a repository publishes the files of `tree`, whole or not at all. Only those that changed are read.
    func replace(_ repository: StoredRepository, by tree: RsyncTree) async throws {
        let files = try tree.files()
        do {
            try await database.write { db in
                var writer = try PublicationWriter(db, repository: repository.id, replacesAll: true)
                for file in files where try !writer.keeps(file) {
                    guard let octets = tree.octets(of: file) else { continue }
                    try writer.publish(file.uri, octets, modified: file.modified)
                }
                try writer.finish()
            }
        } catch {
            throw named(error)
        }
    }

    /// Makes the one object at `uri` all that a repository publishes.
    func replace(
        _ repository: StoredRepository, by octets: [UInt8], at uri: RsyncURI, _ validators: HTTPSValidators
    ) async throws(ObjectStoreError) {
        do {
            try await database.write { db in
                var writer = try PublicationWriter(db, repository: repository.id, replacesAll: true)
                try writer.publish(uri, octets)
                try writer.finish()
                try db.execute(
                    sql: "UPDATE repository SET entityTag = ?, lastModified = ? WHERE id = ?",
                    arguments: [validators.etag, validators.lastModified, repository.id])
            }
        } catch {
            throw named(error)
        }
    }

    /// The one object of a repository that is a single file.
    ///
    /// - Throws: ``ObjectStoreError/damaged(path:reason:)`` when it is not what was stored.
    func single(of repository: Int64) throws(ObjectStoreError) -> [UInt8]? {
        let found = try naming { () -> (hash: ObjectHash, octets: [UInt8])? in
            try database.unsafeRead { db in
                let row = try Row.fetchOne(
                    try db.cachedStatement(
                        sql: """
                            SELECT hash, octets FROM object WHERE id = (
                                SELECT object FROM publication JOIN folder ON folder.id = folder
                                WHERE repository = ? LIMIT 1)
                            """), arguments: [repository])
                guard let row else { return nil }
                return (try row.cell(at: 0).hash(), try row.cell(at: 1).octets())
            }
        }
        guard let (hash, octets) = found else { return nil }
        guard hash == ObjectHash(of: octets) else {
            throw .damaged(path: folder + ObjectStore.fileName, reason: "a certificate is not what was stored")
        }
        return octets
    }

    /// Gives every object of every repository whose transport is not that of a single file, ordered by URI.
    ///
    /// Where repositories have an object at the same URI, that of the one that was updated last is given.
    public func forEachObject(_ body: (String, [UInt8]) throws -> Void) throws {
        try database.read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT folder.uri || publication.name AS uri, object.octets, max(coalesce(repository.updated, 0))
                    FROM publication JOIN folder ON folder.id = publication.folder
                        JOIN repository ON repository.id = folder.repository JOIN object ON object.id = publication.object
                    GROUP BY 1 ORDER BY 1
                    """)
            while let row = try rows.next() {
                try body(try row.cell(at: 0).text(), try row.cell(at: 1).octets())
            }
        }
    }
}
