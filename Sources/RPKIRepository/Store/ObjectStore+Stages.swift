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
        }
    }

    /// Lets go of the objects of a stage, and drops those that nothing names.
    func endStage(_ number: Int64) {
        do {
            while try dropStaged(number) {}
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
            // By the places that there are: a damaged or old database has them anywhere.
            var last = Int64.min
            while let portion = try portion(after: last) {
                last = portion.last
                try drop(portion.orphans)
            }
        } catch {
            hasOrphans.store(true, ordering: .relaxed)
            throw error
        }
    }

    /// The last of the next objects after a place, and those of them that nothing names; `nil` after the last object.
    private func portion(after place: Int64) throws -> (last: Int64, orphans: [Int64])? {
        try database.read { db in
            let rows = try Row.fetchCursor(
                try db.cachedStatement(
                    sql: """
                        SELECT id, EXISTS (SELECT 1 FROM pointObject WHERE object = object.id)
                                OR EXISTS (SELECT 1 FROM publication WHERE object = object.id)
                            FROM object WHERE id > ? ORDER BY id LIMIT ?
                        """), arguments: [place, ObjectStore.sweptPlaces])
            var last: Int64?
            var orphans: [Int64] = []
            while let row = try rows.next() {
                let id = try row.cell(at: 0).integer()
                last = id
                if try !row.cell(at: 1).flag() { orphans.append(id) }
            }
            return last.map { ($0, orphans) }
        }
    }

    private static let sweptPlaces = 20_000
}
