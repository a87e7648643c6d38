public import FoundationEssentials
internal import GRDB
internal import NumberResources
internal import RPKIObjects
internal import RPKIValidation
public import SQLiteFile
internal import Synchronization

extension ObjectStore {
    /// All repositories, ordered by URI.
    public func repositories() throws(SQLiteFileError) -> [StoredRepository] {
        try naming {
            try database.read { db in
                try Row.fetchAll(db, sql: "SELECT * FROM repository ORDER BY uri").map(StoredRepository.init)
            }
        }.map(withUnwritten)
    }

    /// The repository at `uri`, which is added when it is not known.
    func repository(
        _ uri: String, _ transport: StoredRepository.Transport
    ) async throws(SQLiteFileError) -> StoredRepository {
        do {
            if let known = try await database.read({ try $0.repository(uri) }) { return known }
            return try await database.write { db in
                if let known = try db.repository(uri) { return known }
                try db.execute(
                    sql: "INSERT INTO repository (uri, transport) VALUES (?, ?)", arguments: [uri, transport.rawValue])
                return StoredRepository(id: db.lastInsertedRowID, uri: uri, transport: transport, objects: 0, octets: 0)
            }
        } catch {
            throw named(error)
        }
    }

    /// The repository with how the last try ended, where that could not be written.
    private func withUnwritten(_ repository: StoredRepository) -> StoredRepository {
        guard let result = unwritten.withLock({ $0[repository.id] }) else { return repository }
        var repository = repository
        repository.attempted = result.date
        repository.duration = result.duration
        repository.failure = result.failure
        repository.failing = repository.failing ?? result.date
        return repository
    }

    /// Takes note of a try and how it ended. On a full disk it is remembered until the process ends.
    ///
    /// - Parameter failure: `nil` when it succeeded.
    func note(
        _ repository: StoredRepository, at date: Date, duration: Double, failure: String?
    ) async throws(SQLiteFileError) {
        let moment = Int64(saturating: date.timeIntervalSince1970)
        do {
            try await database.write { db in
                if let failure {
                    try db.cachedStatement(
                        sql: """
                            UPDATE repository SET attempted = ?1, duration = ?2, failure = ?3,
                                failing = coalesce(failing, ?1) WHERE id = ?4
                            """
                    ).execute(arguments: [moment, duration, failure, repository.id])
                } else {
                    try db.cachedStatement(
                        sql: """
                            UPDATE repository SET attempted = ?1, duration = ?2, updated = ?1, failure = NULL,
                                failing = NULL, changed = newest > generation, generation = newest
                            FROM (SELECT coalesce(max(changed), 0) AS newest FROM folder WHERE repository = ?3)
                            WHERE id = ?3
                            """
                    ).execute(arguments: [moment, duration, repository.id])
                }
            }
            unwritten.withLock { $0[repository.id] = nil }
        } catch {
            let error = named(error)
            guard error.isFull else { throw error }
            let result = UnwrittenResult(date: date, duration: duration, failure: failure ?? "\(error)")
            unwritten.withLock { $0[repository.id] = result }
        }
    }

    /// Seconds that a repository is kept longer when something of it was had: six days.
    private static let keptLonger: Int64 = 6 * 86_400

    /// Drops repositories that were last tried before `date`, with what they published and what rsync left of them;
    /// those of which nothing was ever had already six days later.
    public func pruneRepositories(before date: Date) throws(SQLiteFileError) {
        let old = try naming {
            try database.write { db in
                // A repository that was never fetched is forgotten after a day, so that a CA that names new repositories
                // each time cannot fill the store. One whose first fetch has not ended may still be in progress: it is
                // kept until the next time.
                try db.execute(
                    sql: "UPDATE repository SET attempted = ? WHERE attempted IS NULL",
                    arguments: [Int64(saturating: date.timeIntervalSince1970) + ObjectStore.keptLonger])
                let rows = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT id, uri FROM repository WHERE coalesce(attempted, 0) < ?1
                            OR (updated IS NULL AND coalesce(attempted, 0) < ?2)
                        """,
                    arguments: [
                        Int64(saturating: date.timeIntervalSince1970),
                        Int64(saturating: date.timeIntervalSince1970) + ObjectStore.keptLonger,
                    ])
                let old = try rows.map { (id: try $0.cell(at: 0).integer(), uri: try $0.cell(at: 1).text()) }
                for (id, _) in old {
                    try db.execute(sql: "DELETE FROM repository WHERE id = ?", arguments: [id])
                }
                return old.map(\.uri)
            }
        }
        if !old.isEmpty {
            hasOrphans.store(true, ordering: .relaxed)
            try naming { try sweep() }
        }
        for uri in old.compactMap({ RsyncURI($0) }) where uri.isDirectory {
            try? FileManager.default.removeItem(atPath: folder + "rsync/" + uri.relativePath)
        }
    }

    /// The folders of a repository that changed after `generation`: their places, and when each changed.
    func folders(
        of repository: Int64, changedAfter generation: Int64
    ) async throws(SQLiteFileError) -> [(uri: String, id: Int64, changed: Int64)] {
        do {
            return try await database.read { db in
                try Row.fetchAll(
                    try db.cachedStatement(
                        sql: "SELECT uri, id, changed FROM folder WHERE repository = ? AND changed > ?"),
                    arguments: [repository, generation]
                ).map { row in
                    (try row.cell(at: 0).text(), try row.cell(at: 1).integer(), try row.cell(at: 2).integer())
                }
            }
        } catch {
            throw named(error)
        }
    }

    /// The number of folders of a repository in the store.
    func folderCount(of repository: Int64) async throws(SQLiteFileError) -> Int {
        do {
            return try await database.read { db in
                try Int.fetchOne(
                    try db.cachedStatement(sql: "SELECT count(*) FROM folder WHERE repository = ?"),
                    arguments: [repository]) ?? 0
            }
        } catch {
            throw named(error)
        }
    }

    /// The contents of a folder: names with their hashes and places.
    func listing(of folder: Int64) throws(SQLiteFileError) -> [String: (hash: ObjectHash, object: Int64)] {
        try naming {
            try database.unsafeRead { db in
                var result: [String: (hash: ObjectHash, object: Int64)] = [:]
                let rows = try Row.fetchCursor(
                    try db.cachedStatement(sql: "SELECT name, hash, object FROM publication WHERE folder = ?"),
                    arguments: [folder])
                while let row = try rows.next() {
                    result[try row.cell(at: 0).text()] = (
                        try row.cell(at: 1).hash(), try row.cell(at: 2).integer()
                    )
                }
                return result
            }
        }
    }

    func octets(of object: Int64) throws(SQLiteFileError) -> [UInt8]? {
        try naming {
            try database.unsafeRead { db in
                try db.cachedStatement(sql: "SELECT octets FROM object WHERE id = ?").octets([object])
            }
        }
    }

    /// The number of changes to published objects so far.
    public func generation() throws(SQLiteFileError) -> Int64 {
        try naming { try database.unsafeRead { try $0.generation() } }
    }

    /// The RRDP state of a repository, `nil` when it has none.
    func rrdpState(of repository: StoredRepository) async throws(SQLiteFileError) -> RRDPState? {
        guard let session = repository.session.flatMap(RRDPSession.init), let text = repository.serial,
            let serial = RRDPSerial(text)
        else { return nil }
        do {
            let rows = try await database.read { db in
                try Row.fetchAll(
                    db, sql: "SELECT serial, hash FROM delta WHERE repository = ?", arguments: [repository.id]
                ).map { row in (try row.cell(at: 0).text(), try row.cell(at: 1).hash()) }
            }
            var hashes: [RRDPSerial: ObjectHash] = [:]
            for (serial, hash) in rows {
                if let serial = RRDPSerial(serial) { hashes[serial] = hash }
            }
            return RRDPState(session: session, serial: serial, deltaHashes: hashes)
        } catch {
            throw named(error)
        }
    }
}

extension Database {
    func repository(_ uri: String) throws -> StoredRepository? {
        try Row.fetchOne(
            try cachedStatement(sql: "SELECT * FROM repository WHERE uri = ?"), arguments: [uri]
        ).map(StoredRepository.init)
    }
}

extension StoredRepository {
    fileprivate init(_ row: Row) throws(ColumnError) {
        id = try row.cell("id").integer()
        uri = try row.cell("uri").text()
        guard let transport = Transport(rawValue: try row.cell("transport").text()) else {
            throw ColumnError(column: "transport", found: "an unknown value")
        }
        self.transport = transport
        session = try row.cell("session").ifPresent?.text()
        serial = try row.cell("serial").ifPresent?.text()
        entityTag = try row.cell("entityTag").ifPresent?.text()
        lastModified = try row.cell("lastModified").ifPresent?.text()
        attempted = try row.cell("attempted").ifPresent?.date()
        updated = try row.cell("updated").ifPresent?.date()
        failing = try row.cell("failing").ifPresent?.date()
        failure = try row.cell("failure").ifPresent?.text()
        duration = try row.cell("duration").ifPresent?.seconds()
        changed = try row.cell("changed").flag()
        objects = try row.cell("objects").count()
        octets = try row.cell("octets").count()
    }
}

extension Database {
    /// The number of changes to published objects so far. It has room to grow.
    func generation() throws -> Int64 {
        guard let cell = try cell(sql: "SELECT last FROM generation") else {
            throw ColumnError(column: "last", found: "no row")
        }
        return try cell.integer(in: 0...1 << 48)
    }
}

extension Cell {
    func hash() throws(ColumnError) -> ObjectHash {
        guard let hash = ObjectHash(octets: try octets()) else {
            throw ColumnError(column: "hash", found: "octets that are not a hash")
        }
        return hash
    }
}
