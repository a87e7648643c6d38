public import FoundationEssentials
internal import GRDB
public import RPKIToRouter
internal import Synchronization
internal import ValidatedPayloads

extension NodeStore {
    /// The most octets of one row of a whole set.
    private static let piece = 1 << 23

    /// What the file has; `nil` for a new one.
    func load() throws(NodeStoreError) -> StoredPayloads? {
        let loaded = try naming { try database.read(NodeStore.load) }
        guard let loaded else { return nil }
        held.withLock { $0 = loaded.held }
        return loaded.stored
    }

    private static func load(_ db: Database) throws -> (stored: StoredPayloads, held: Held)? {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM served") else { return nil }
        guard let zero = UInt16(exactly: row["session0"] as Int64), let one = UInt16(exactly: row["session1"] as Int64),
            let two = UInt16(exactly: row["session2"] as Int64), zero != one, one != two, two != zero,
            let serial = UInt32(exactly: row["serial"] as Int64)
        else { throw RecordError() }
        let sessions = RTRSessionIDs(zero: zero, one: one, two: two)
        var base: [UInt8] = []
        var baseStep: Int64 = 0
        for piece in try Row.fetchAll(db, sql: "SELECT step, octets FROM base ORDER BY number") {
            baseStep = piece["step"]
            base.append(contentsOf: piece["octets"] as Data)
        }
        var changes: [PayloadChanges] = []
        var octets = 0
        var differences: [PayloadDelta] = []
        var next: UInt32?
        for step in try Row.fetchAll(db, sql: "SELECT id, serial, delta, changes FROM step ORDER BY id") {
            if step["id"] as Int64 > baseStep {
                let record = Array(step["changes"] as Data)
                octets += record.count
                changes.append(try PayloadChanges(decoding: record))
            }
            guard let delta = step["delta"] as Data? else { continue }
            guard let reached = UInt32(exactly: step["serial"] as Int64), next ?? reached == reached else {
                throw RecordError()
            }
            next = reached &+ 1
            differences.append(try PayloadDelta(decoding: Array(delta)))
        }
        guard next.map({ $0 &- 1 == serial }) ?? true else { throw RecordError() }
        let stored = StoredPayloads(
            payloads: PayloadSet(try PayloadChanges(decoding: base), then: changes),
            date: Date(timeIntervalSince1970: row["date"]), sessions: sessions, serial: serial, differences: differences
        )
        let held = Held(sessions: sessions, serial: serial, step: row["step"], base: base.count, changes: octets)
        return (stored, held)
    }

    /// Makes a publication last, before routers see it: pass it to ``RTRCache/publish(_:persisting:)``.
    ///
    /// - Parameter date: The clock of the run that gave the payloads.
    /// - Throws: ``NodeStoreError``; the file is then as it was.
    public func record(_ publication: RTRCache.Publication, date: Date) throws(NodeStoreError) {
        let known = held.withLock { $0 }
        let next: Held
        if let known, let previous = publication.previous, known.sessions == publication.sessions,
            known.serial == previous.serial
        {
            let changes = PayloadChanges(from: previous.payloads, to: publication.payloads).encoded
            if known.changes + changes.count > max(known.base, 1 << 16) {
                next = try rewrite(publication, after: known, date)
            } else {
                next = try append(publication, changes, after: known, date)
            }
        } else {
            next = try rewrite(publication, after: nil, date)
        }
        held.withLock { $0 = next }
        lease.withLock { $0 }?.write(sessions: next.sessions, serial: next.serial)
    }

    private func append(
        _ publication: RTRCache.Publication, _ changes: [UInt8], after known: Held, _ date: Date
    ) throws(NodeStoreError) -> Held {
        var next = known
        next.serial = publication.serial
        next.step += 1
        next.changes += changes.count
        try transaction { db in
            try NodeStore.insert(db, next.step, publication, changes)
            try NodeStore.note(db, next, date)
            try self.trim(db)
        }
        return next
    }

    /// Writes the whole set. Differences for routers stay where there are any of the same session.
    private func rewrite(
        _ publication: RTRCache.Publication, after known: Held?, _ date: Date
    ) throws(NodeStoreError) -> Held {
        let octets = publication.payloads.encoded
        let step = (known?.step ?? 0) + 1
        let next = Held(
            sessions: publication.sessions, serial: publication.serial, step: step, base: octets.count, changes: 0)
        try transaction { db in
            try db.execute(sql: "DELETE FROM base")
            if known == nil {
                try db.execute(sql: "DELETE FROM step")
            } else {
                try db.execute(sql: "UPDATE step SET changes = x''")
                try NodeStore.insert(db, step, publication, [])
            }
            for (number, start) in stride(from: 0, to: octets.count, by: NodeStore.piece).enumerated() {
                let piece = octets[start..<min(start + NodeStore.piece, octets.count)]
                try db.execute(
                    sql: "INSERT INTO base (number, step, octets) VALUES (?, ?, ?)",
                    arguments: [number, step, Data(piece)])
            }
            try NodeStore.note(db, next, date)
            try self.trim(db)
        }
        return next
    }

    private func transaction(_ body: (Database) throws -> Void) throws(NodeStoreError) {
        try naming {
            try database.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    try body(db)
                    return .commit
                }
            }
        }
    }

    private static func insert(
        _ db: Database, _ step: Int64, _ publication: RTRCache.Publication, _ changes: [UInt8]
    ) throws {
        let delta = publication.delta.isEmpty ? nil : Data(publication.delta.encoded)
        try db.execute(
            sql: "INSERT INTO step (id, serial, delta, changes) VALUES (?, ?, ?, ?)",
            arguments: [step, Int64(publication.serial), delta, Data(changes)])
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
