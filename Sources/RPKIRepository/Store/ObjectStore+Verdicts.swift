public import FoundationEssentials
internal import GRDB
internal import NumberResources
public import RPKIObjects
public import RPKIValidation
public import SQLiteFile
internal import Synchronization

extension ObjectStore: VerdictStore {
    public func record(for point: PointKey) throws(SQLiteFileError) -> [UInt8]? {
        if let entry = pending.withLock({ $0.entry(point) }) { return entry.record }
        let (known, isLacking, version) = prefetch.withLock { ($0.take(point), $0.lacks(point), $0.version) }
        if isLacking { return nil }
        if let known { return known }
        let found = try naming {
            try database.unsafeRead { db -> [(PointKey, [UInt8])] in
                let first = try Int64.fetchOne(
                    try db.cachedStatement(
                        sql: "SELECT id FROM point WHERE trustAnchor = ? AND authority = ? AND repository = ?"),
                    arguments: [point.trustAnchor.data, Data(point.authority.octets), point.repository])
                guard let first else { return [] }
                let rows = try Row.fetchCursor(
                    try db.cachedStatement(
                        sql: """
                            SELECT trustAnchor, authority, repository, record FROM point WHERE id >= ? ORDER BY id LIMIT ?
                            """), arguments: [first, RecordPrefetch.portion])
                var found: [(PointKey, [UInt8])] = []
                var size = 0
                while size < RecordPrefetch.octets, let row = try rows.next() {
                    guard let trustAnchor = ObjectHash(octets: try row.cell(at: 0).octets()),
                        let authority = KeyIdentifier(octets: try row.cell(at: 1).octets()),
                        case let repository = try row.cell(at: 2).text()
                    else { continue }
                    let key = PointKey(trustAnchor: trustAnchor, authority: authority, repository: repository)
                    let record = try row.cell(at: 3).octets()
                    size += record.count
                    found.append((key, record))
                }
                return found
            }
        }
        let record = found.first.flatMap { $0.0 == point ? $0.1 : nil }
        prefetch.withLock { $0.add(Array(found.dropFirst()), version: version) }
        return record
    }

    public func object(_ hash: ObjectHash) throws(SQLiteFileError) -> [UInt8]? {
        if let octets = pending.withLock({ $0.object(hash) }) { return octets }
        return try naming {
            try database.unsafeRead { db in
                try db.cachedStatement(sql: "SELECT octets FROM object WHERE hash = ?").octets([hash.data])
            }
        }
    }

    public func keep(_ entry: PointEntry, for point: PointKey) throws(SQLiteFileError) {
        guard !pending.withLock(\.isClosed) else {
            throw .database(path: folder + ObjectStore.fileName, reason: "the store is closed")
        }
        // What lacks an object would fail the batch that it is written with.
        for hash in entry.hashes where entry.objects[hash] == nil && pending.withLock({ $0.object(hash) }) == nil {
            let isKept = try naming {
                try database.unsafeRead { db in
                    try Int64.fetchOne(
                        try db.cachedStatement(sql: "SELECT id FROM object WHERE hash = ?"), arguments: [hash.data])
                }
            }
            guard isKept != nil else {
                throw .incomplete(path: point.repository, lacking: hash)
            }
        }
        prefetch.withLock { $0.invalidate(point) }
        if pending.withLock({ $0.add(entry, for: point) }) { try commit() }
    }

    /// True if the last points could not be written because the disk is full; they will be validated again.
    public var lacksRoom: Bool { isFull.load(ordering: .relaxed) }

    /// Makes what was kept so far last. On a full disk it does not last, see ``lacksRoom``.
    ///
    /// - Throws: ``SQLiteFileError``.
    public func commit() throws(SQLiteFileError) {
        try writing.withLock { _ throws(SQLiteFileError) in
            let (entries, objects) = pending.withLock { $0.take() }
            defer { pending.withLock { $0.drop() } }
            prefetch.withLock { $0.clear() }
            guard !entries.isEmpty else { return }
            do throws(SQLiteFileError) {
                try naming {
                    try database.write { db in
                        for (point, entry) in entries { try db.keep(entry, objects, for: point) }
                    }
                }
                isFull.store(false, ordering: .relaxed)
            } catch {
                guard error.isFull else { throw error }
                isFull.store(true, ordering: .relaxed)
                emptyLogIfTight()
            }
        }
    }

    /// Drops what no run after `date` can use: points whose last valid state has run out, and objects that nothing
    /// names.
    public func prune(before date: Date) throws(SQLiteFileError) {
        try commit()
        prefetch.withLock { $0.endEmpty() }
        try naming {
            let dropsAny = try database.write { db in
                try db.execute(
                    sql: "DELETE FROM point WHERE until < ?",
                    arguments: [Int64(saturating: date.timeIntervalSince1970.rounded(.down))])
                return db.changesCount > 0
            }
            if dropsAny { hasOrphans.store(true, ordering: .relaxed) }
            try sweep()
        }
    }
}

extension Database {
    fileprivate func keep(
        _ entry: PointEntry, _ objects: [ObjectHash: [UInt8]], for point: PointKey
    ) throws {
        let known = try cachedStatement(
            sql: "SELECT id FROM point WHERE trustAnchor = ? AND authority = ? AND repository = ?")
        let key: StatementArguments = [point.trustAnchor.data, Data(point.authority.octets), point.repository]
        let until = Int64(saturating: entry.until.timeIntervalSince1970)
        let id: Int64
        var isNew = false
        var dropped: [Int64] = []
        if let found = try Int64.fetchOne(known, arguments: key) {
            id = found
            dropped = try Int64.fetchAll(
                try cachedStatement(sql: "SELECT object FROM pointObject WHERE point = ?"), arguments: [id])
            try cachedStatement(sql: "UPDATE point SET record = ?, until = ? WHERE id = ?")
                .execute(arguments: [Data(entry.record), until, id])
            try cachedStatement(sql: "DELETE FROM pointObject WHERE point = ?").execute(arguments: [id])
        } else {
            try cachedStatement(
                sql: "INSERT INTO point (trustAnchor, authority, repository, record, until) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: key + [Data(entry.record), until])
            id = lastInsertedRowID
            isNew = true
        }
        let link = try cachedStatement(sql: "INSERT OR IGNORE INTO pointObject (point, object) VALUES (?, ?)")
        let insert = try cachedStatement(
            sql: "INSERT INTO object (hash, octets) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING")
        for hash in entry.hashes {
            // Most objects of a point that is new are new as well, and most of another one are not.
            var object = isNew ? nil : try objectID(hash)
            if object == nil, let octets = objects[hash] {
                try hash.withOctets { hash in
                    try octets.withUnsafeBytes { try insert.execute(hash, $0, in: self) }
                }
                object = changesCount > 0 ? lastInsertedRowID : nil
            }
            guard let object = try object ?? objectID(hash) else {
                throw SQLiteFileError.incomplete(path: point.repository, lacking: hash)
            }
            try link.execute(id, object, in: self)
        }
        for object in dropped { try dropObjectUnlessNamed(object) }
    }

    /// The place of the object with this content.
    func objectID(_ hash: ObjectHash) throws -> Int64? {
        let statement = try cachedStatement(sql: "SELECT id FROM object WHERE hash = ?")
        return try hash.withOctets { try statement.number($0, in: self) }
    }

    func insertObject(_ hash: ObjectHash, _ octets: [UInt8]) throws -> Int64 {
        let statement = try cachedStatement(sql: "INSERT INTO object (hash, octets) VALUES (?, ?)")
        try hash.withOctets { hash in
            try octets.withUnsafeBytes { try statement.execute(hash, $0, in: self) }
        }
        return lastInsertedRowID
    }

    /// The place of the object whose hash has these octets.
    func objectID(_ hash: Data) throws -> Int64? {
        try Int64.fetchOne(
            try cachedStatement(sql: "SELECT id FROM object WHERE hash = ?"), arguments: [hash])
    }

    func insertObject(_ hash: Data, _ octets: [UInt8]) throws -> Int64 {
        try cachedStatement(sql: "INSERT INTO object (hash, octets) VALUES (?, ?)")
            .execute(arguments: [hash, Data(octets)])
        return lastInsertedRowID
    }

    /// Drops an object that neither a point nor a repository names, nor one that is being read.
    func dropObjectUnlessNamed(_ object: Int64) throws {
        try cachedStatement(
            sql: """
                DELETE FROM object WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM pointObject WHERE object = ?1)
                    AND NOT EXISTS (SELECT 1 FROM publication WHERE object = ?1)
                    AND NOT EXISTS (SELECT 1 FROM temp.staged WHERE object = ?1)
                """
        ).execute(arguments: [object])
    }
}

extension Statement {
    /// The octets of the one column of the first row.
    func octets(_ arguments: StatementArguments) throws -> [UInt8]? {
        try cell(arguments)?.octets()
    }
}

extension SQLiteFileError {
    /// A point was to be kept without one of its objects, which the store does not have.
    package static func incomplete(path: String, lacking hash: ObjectHash) -> SQLiteFileError {
        .incomplete(path: path, reason: "object \(hash) was not handed over")
    }
}

extension ObjectHash {
    var data: Data { Data(octets) }
}
