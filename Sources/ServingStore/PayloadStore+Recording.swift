public import FoundationEssentials
internal import GRDB
public import RPKIToRouter
public import SQLiteFile
internal import Synchronization
internal import ValidatedPayloads

extension PayloadStore {
    /// The most octets of one row of a whole set.
    private static let piece = 1 << 23

    /// The content of the file; `nil` for a new one.
    func load() throws(SQLiteFileError) -> StoredPayloads? {
        let loaded = try database.read(PayloadStore.load)
        guard let loaded else { return nil }
        held.withLock { $0 = loaded.held }
        return loaded.stored
    }

    static func load(_ db: Database) throws -> (stored: StoredPayloads, held: Held)? {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM served") else { return nil }
        let (zero, one, two) = (
            try row.cell("session0").number(UInt16.self), try row.cell("session1").number(UInt16.self),
            try row.cell("session2").number(UInt16.self)
        )
        let (serial, date) = (try row.cell("serial").number(UInt32.self), try row.cell("date").date())
        guard zero != one, one != two, two != zero else { throw RecordError() }
        let sessions = RTRSessionIDs(zero: zero, one: one, two: two)
        var base: [UInt8] = []
        var baseStep: Int64 = 0
        for piece in try Row.fetchAll(db, sql: "SELECT step, octets FROM base ORDER BY number") {
            baseStep = try step(piece, "step")
            base.append(contentsOf: try piece.cell("octets").octets())
        }
        var changes: [PayloadChanges] = []
        var octets = 0
        var differences: [PayloadDelta] = []
        var next: UInt32?
        for row in try Row.fetchAll(db, sql: "SELECT id, serial, delta, changes FROM step ORDER BY id") {
            let record = try row.cell("changes").octets()
            let reached = try row.cell("serial").number(UInt32.self)
            if try step(row, "id") > baseStep {
                octets += record.count
                changes.append(try PayloadChanges(decoding: record))
            }
            guard let delta = try row.cell("delta").ifPresent?.octets() else { continue }
            guard next ?? reached == reached else { throw RecordError() }
            next = reached &+ 1
            differences.append(try PayloadDelta(decoding: delta))
        }
        guard next.map({ $0 &- 1 == serial }) ?? true else { throw RecordError() }
        let stored = StoredPayloads(
            payloads: PayloadSet(try PayloadChanges(decoding: base), then: changes),
            date: date, sessions: sessions, serial: serial, differences: differences
        )
        let held = Held(
            sessions: sessions, serial: serial, step: try step(row, "step"), base: base.count, changes: octets)
        return (stored, held)
    }

    /// Steps are counted from one; what is added to them has room.
    private static func step(_ row: Row, _ column: String) throws(ColumnError) -> Int64 {
        try row.cell(column).integer(in: 0...1 << 48)
    }

    /// Makes an update last, before routers see it: pass it to ``RTRCache/serve(_:persisting:)``.
    ///
    /// - Parameter date: The clock of the run that gave the payloads.
    /// - Throws: ``SQLiteFileError``; the file is then as it was, but a damaged one has been set aside: the next update is
    ///   stored in a new one.
    public func record(_ update: RTRCache.Update, date: Date) throws(SQLiteFileError) {
        do throws(SQLiteFileError) {
            try write(update, date)
        } catch .damaged(let path, let reason) {
            try database.startOver()
            held.withLock { $0 = nil }
            throw .damaged(path: path, reason: reason)
        }
    }

    private func write(_ update: RTRCache.Update, _ date: Date) throws(SQLiteFileError) {
        let known = held.withLock { $0 }
        let next: Held
        if let known, let previous = update.previous, known.sessions == update.sessions,
            known.serial == previous.serial
        {
            let changes = PayloadChanges(from: previous.payloads, to: update.payloads).encoded
            if known.changes + changes.count > max(known.base, 1 << 16) {
                next = try rewrite(update, after: known, date)
            } else {
                next = try append(update, changes, after: known, date)
            }
        } else {
            next = try rewrite(update, after: nil, date)
        }
        held.withLock { $0 = next }
        lease.withLock { $0 }?.write(sessions: next.sessions, serial: next.serial)
    }

    private func append(
        _ update: RTRCache.Update, _ changes: [UInt8], after known: Held, _ date: Date
    ) throws(SQLiteFileError) -> Held {
        var next = known
        next.serial = update.serial
        next.step += 1
        next.changes += changes.count
        try database.write { db in
            try PayloadStore.insert(db, next.step, update, changes)
            try PayloadStore.note(db, next, date)
            try self.trim(db)
        }
        return next
    }

    /// Writes the whole set. Differences for routers stay where there are any of the same session.
    private func rewrite(
        _ update: RTRCache.Update, after known: Held?, _ date: Date
    ) throws(SQLiteFileError) -> Held {
        let octets = update.payloads.encoded
        let step = (known?.step ?? 0) + 1
        let next = Held(
            sessions: update.sessions, serial: update.serial, step: step, base: octets.count, changes: 0)
        try database.write { db in
            try db.execute(sql: "DELETE FROM base")
            if known == nil {
                try db.execute(sql: "DELETE FROM step")
            } else {
                try db.execute(sql: "UPDATE step SET changes = x''")
                try PayloadStore.insert(db, step, update, [])
            }
            for (number, start) in stride(from: 0, to: octets.count, by: PayloadStore.piece).enumerated() {
                let piece = octets[start..<min(start + PayloadStore.piece, octets.count)]
                try db.execute(
                    sql: "INSERT INTO base (number, step, octets) VALUES (?, ?, ?)",
                    arguments: [number, step, Data(piece)])
            }
            try PayloadStore.note(db, next, date)
            try self.trim(db)
        }
        return next
    }

    private static func insert(
        _ db: Database, _ step: Int64, _ update: RTRCache.Update, _ changes: [UInt8]
    ) throws {
        let delta = update.delta.isEmpty ? nil : Data(update.delta.encoded)
        try db.execute(
            sql: "INSERT INTO step (id, serial, delta, changes) VALUES (?, ?, ?, ?)",
            arguments: [step, Int64(update.serial), delta, Data(changes)])
    }

    private static func note(_ db: Database, _ held: Held, _ date: Date) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO served (id, session0, session1, session2, serial, date, step)
                VALUES (1, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Int64(held.sessions.zero), Int64(held.sessions.one), Int64(held.sessions.two), Int64(held.serial),
                date.timeIntervalSince1970, held.step,
            ])
    }

    /// Drops what neither the whole set nor routers need any more.
    private func trim(_ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM step WHERE id <= (SELECT max(step) FROM base) AND id NOT IN
                    (SELECT id FROM step WHERE delta IS NOT NULL ORDER BY id DESC LIMIT ?)
                """, arguments: [history])
    }
}
