internal import FoundationEssentials
internal import GRDB
internal import RPKIObjects
internal import SQLiteFile
internal import Synchronization

extension ObjectStore {
    /// The table of objects that stages hold: nothing names them yet. It ends with the process.
    static func createStages(_ db: Database) throws {
        try db.execute(
            sql: """
                PRAGMA temp_store = MEMORY;
                CREATE TEMP TABLE staged (object INTEGER NOT NULL, stage INTEGER NOT NULL, PRIMARY KEY (object, stage))
                    WITHOUT ROWID;
                CREATE INDEX temp.stagedByStage ON staged (stage);
                """)
    }

    func nextStage() -> Int64 {
        stages.add(1, ordering: .relaxed).newValue
    }

    /// Takes note of how large the database is, with the copies of rsync.
    func measure(_ db: Database) throws {
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        let size = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
        meter.note(database: max(0, pages - free) &* size)
        let copies = try Int.fetchOne(
            db, sql: "SELECT coalesce(sum(octets), 0) FROM repository WHERE transport = 'rsync'")
        meter.note(copies: copies ?? 0)
    }

    /// Objects that one transaction drops: the writer is held for a short time.
    private static let dropped = 1000

    /// Drops those of the objects that nothing names.
    func drop(_ objects: [Int64]) throws {
        var rest = objects[...]
        while !rest.isEmpty {
            let batch = rest.prefix(ObjectStore.dropped)
            rest = rest.dropFirst(batch.count)
            try database.write { db in
                for object in batch { try db.dropObjectUnlessNamed(object) }
            }
            emptyLogIfTight()
        }
    }

    /// Lets go of the objects of a stage, and drops those that nothing names.
    func endStage(_ number: Int64) {
        // What a transaction that failed had written is in the log's file as well.
        emptyLogIfTight()
        do {
            while try dropStaged(number) { emptyLogIfTight() }
            try returnPagesIfTight()
        } catch {
            // The disk may be full: they are looked for later.
            hasOrphans.store(true, ordering: .relaxed)
            _ = try? database.write { db in
                try db.execute(sql: "DELETE FROM temp.staged WHERE stage = ?", arguments: [number])
            }
        }
    }

    /// - Returns: whether there may be more.
    private func dropStaged(_ number: Int64) throws -> Bool {
        try database.write { db in
            let objects = try Int64.fetchAll(
                try db.cachedStatement(sql: "SELECT object FROM temp.staged WHERE stage = ? LIMIT ?"),
                arguments: [number, ObjectStore.dropped])
            let release = try db.cachedStatement(sql: "DELETE FROM temp.staged WHERE object = ? AND stage = ?")
            for object in objects {
                try release.execute(arguments: [object, number])
                try db.dropObjectUnlessNamed(object)
            }
            return objects.count == ObjectStore.dropped
        }
    }

    /// Drops all objects that nothing names, when there may be any: after a start, a failure, or when points were dropped.
    func sweep() throws {
        guard hasOrphans.exchange(false, ordering: .relaxed) else { return }
        do {
            let last = try database.read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM object") ?? 0 }
            // By hash, whose index has all that is needed: the table's pages are full of octets.
            let portions = min(256, max(1, Int(clamping: last / ObjectStore.sweptPlaces)))
            for portion in 0..<portions {
                let start = Data([UInt8(portion * 256 / portions)])
                // Above all hashes, in the last portion: one octet longer than they are.
                let end =
                    portion + 1 < portions
                    ? Data([UInt8((portion + 1) * 256 / portions)]) : Data(repeating: 0xff, count: 33)
                try drop(
                    database.read { db in
                        try Int64.fetchAll(
                            try db.cachedStatement(
                                sql: """
                                    SELECT id FROM object WHERE hash >= ?1 AND hash < ?2
                                        AND NOT EXISTS (SELECT 1 FROM pointObject WHERE object = object.id)
                                        AND NOT EXISTS (SELECT 1 FROM publication WHERE object = object.id)
                                    """), arguments: [start, end])
                    })
            }
        } catch {
            hasOrphans.store(true, ordering: .relaxed)
            throw error
        }
    }

    /// Objects that one transaction looks at, about.
    private static let sweptPlaces: Int64 = 20_000
}
