internal import Fetching
internal import FoundationEssentials
internal import GRDB
internal import RPKIObjects
internal import SQLiteFile

extension ObjectStore {
    /// Makes what a repository publishes the files of `tree`, whole or not at all. Only those that changed are read.
    func replace(
        _ repository: StoredRepository, by tree: RsyncTree, within seconds: Int, storage: RepositoryLimits
    ) async throws {
        do {
            try await work.run(within: seconds) { turn in
                let files = try tree.files()
                let stage = try PublicationStage(
                    self, repository, replacesAll: true, taken: 0, limits: storage, turn: turn)
                defer { stage.end() }
                var rest = files[...]
                while !rest.isEmpty {
                    try turn.check()
                    let batch = rest.prefix(1000)
                    rest = rest.dropFirst(batch.count)
                    let kept = try self.unchanged(batch, in: repository.id)
                    for (file, id) in zip(batch, kept) {
                        if let id {
                            try stage.keep(file.uri, id, octets: file.octets)
                        } else if let octets = tree.octets(of: file) {
                            try stage.publish(file.uri, octets, modified: file.modified)
                        }
                    }
                }
                try stage.finish { _ in }
            }
        } catch let error as DatabaseError {
            throw named(error)
        }
    }

    /// The publications of files that are as they were when they were read; `nil` for each of the others.
    private func unchanged(_ files: ArraySlice<RsyncTree.File>, in repository: Int64) throws -> [Int64?] {
        try database.read { db in
            let known = try db.cachedStatement(
                sql: """
                    SELECT publication.id FROM folder JOIN publication ON publication.folder = folder.id
                    WHERE repository = ? AND folder.uri = ? AND name = ? AND modified = ?
                    """)
            return try files.map { file in
                try Int64.fetchOne(
                    known, arguments: [repository, file.uri.folder, file.uri.name, file.modified])
            }
        }
    }

    /// Makes the one object at `uri` all that a repository publishes.
    func replace(
        _ repository: StoredRepository, by octets: [UInt8], at uri: RsyncURI, _ validators: HTTPSValidators
    ) async throws(SQLiteFileError) {
        do {
            try await database.write { db in
                var writer = try PublicationWriter(db, repository: repository.id, replacesAll: true)
                let hash = ObjectHash(of: octets)
                let object = StagedObject(
                    hash: hash, id: try db.objectID(hash) ?? db.insertObject(hash, octets), octets: octets.count)
                try writer.apply(.publish(uri, object, .anything, modified: nil))
                try writer.finish(RepositoryLimits())
                for object in writer.dropped { try db.dropObjectUnlessNamed(object) }
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
    /// - Throws: ``SQLiteFileError/damaged(path:reason:)`` when it is not what was stored.
    func single(of repository: Int64) throws(SQLiteFileError) -> [UInt8]? {
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
            throw .damaged(path: folder + ObjectStore.fileName, reason: "a certificate differs from what was stored")
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
