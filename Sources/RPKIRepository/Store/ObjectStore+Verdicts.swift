public import FoundationEssentials
internal import GRDB
public import RPKIObjects
public import RPKIValidation
internal import Synchronization

extension ObjectStore: VerdictStore {
    public func record(for point: PointKey) throws(ObjectStoreError) -> [UInt8]? {
        try naming {
            try database.unsafeRead { db in
                try db.cachedStatement(
                    sql: "SELECT record FROM point WHERE trustAnchor = ? AND authority = ? AND repository = ?"
                ).octets([point.trustAnchor.data, Data(point.authority.octets), point.repository])
            }
        }
    }

    public func object(_ hash: ObjectHash) throws(ObjectStoreError) -> [UInt8]? {
        try naming {
            try database.unsafeRead { db in
                try db.cachedStatement(sql: "SELECT octets FROM object WHERE hash = ?").octets([hash.data])
            }
        }
    }

    public func keep(_ entry: PointEntry, for point: PointKey) throws(ObjectStoreError) {
        try naming {
            try database.writeWithoutTransaction { db in
                if !db.isInsideTransaction { try db.beginTransaction(.immediate) }
                try db.inSavepoint {
                    try db.keep(entry, for: point)
                    return .commit
                }
            }
        }
        let isFull = batch.withLock { count in
            count += 1
            return count >= ObjectStore.batchSize
        }
        if isFull { try commit() }
    }

    /// Drops what no run after `date` can use: points whose last valid state has run out, and objects that no point names.
    public func prune(before date: Date) throws(ObjectStoreError) {
        try commit()
        try naming {
            try database.write { db in
                try db.execute(
                    sql: "DELETE FROM point WHERE until < ?",
                    arguments: [Int64(date.timeIntervalSince1970.rounded(.down))])
                guard db.changesCount > 0 else { return }
                try db.execute(sql: "DELETE FROM object WHERE id NOT IN (SELECT object FROM pointObject)")
            }
        }
    }
}

extension Database {
    fileprivate func keep(_ entry: PointEntry, for point: PointKey) throws {
        let known = try cachedStatement(
            sql: "SELECT id FROM point WHERE trustAnchor = ? AND authority = ? AND repository = ?")
        let key: StatementArguments = [point.trustAnchor.data, Data(point.authority.octets), point.repository]
        let until = Int64(entry.until.timeIntervalSince1970)
        let id: Int64
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
        }
        let find = try cachedStatement(sql: "SELECT id FROM object WHERE hash = ?")
        let insert = try cachedStatement(sql: "INSERT INTO object (hash, octets) VALUES (?, ?)")
        let link = try cachedStatement(sql: "INSERT OR IGNORE INTO pointObject (point, object) VALUES (?, ?)")
        for hash in entry.hashes {
            let object: Int64
            if let found = try Int64.fetchOne(find, arguments: [hash.data]) {
                object = found
            } else if let octets = entry.objects[hash] {
                try insert.execute(arguments: [hash.data, Data(octets)])
                object = lastInsertedRowID
            } else {
                throw ObjectStoreError.incomplete(path: point.repository, hash: hash)
            }
            try link.execute(arguments: [id, object])
        }
        let orphan = try cachedStatement(
            sql: "DELETE FROM object WHERE id = ? AND NOT EXISTS (SELECT 1 FROM pointObject WHERE object = ?)")
        for object in dropped { try orphan.execute(arguments: [object, object]) }
    }
}

extension Statement {
    /// The octets of the one column of the first row.
    fileprivate func octets(_ arguments: StatementArguments) throws -> [UInt8]? {
        try Data.fetchOne(self, arguments: arguments).map { Array($0) }
    }
}

extension ObjectHash {
    fileprivate var data: Data { Data(octets) }
}
