public import Access
public import FoundationEssentials
internal import GRDB
public import SQLiteFile

extension DeskAccounts {
    public func sessions() throws(SQLiteFileError) -> [Session] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM session ORDER BY id").map(DeskAccounts.session)
        }
    }

    public func add(_ session: Session, most: Int) throws(SQLiteFileError) -> Session {
        try database.write { db in
            guard try DeskAccounts.account(db, session.account) != nil else {
                throw SQLiteFileError.database(path: database.path, reason: "the account was removed")
            }
            try db.execute(
                sql: """
                    INSERT INTO session (hash, account, proof, created, used, client, agent)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    session.hash.octets.data, session.account.text, session.proof.rawValue,
                    session.created.timeIntervalSince1970, session.used.timeIntervalSince1970, session.client,
                    session.agent,
                ])
            let id = db.lastInsertedRowID
            try db.execute(
                sql: """
                    DELETE FROM session WHERE account = ?1 AND id <> ?2 AND id NOT IN (SELECT id FROM session
                        WHERE account = ?1 AND id <> ?2 ORDER BY used DESC, id DESC LIMIT ?3)
                    """, arguments: [session.account.text, id, max(0, most - 1)])
            try DeskAccounts.count(db)
            return Session(
                id: id, hash: session.hash, account: session.account, proof: session.proof, created: session.created,
                used: session.used, client: session.client, agent: session.agent)
        }
    }

    public func endSession(_ id: Int64) throws(SQLiteFileError) -> Bool {
        try database.write { db in
            try db.execute(sql: "DELETE FROM session WHERE id = ?", arguments: [id])
            let isEnded = db.changesCount > 0
            try DeskAccounts.count(db)
            return isEnded
        }
    }

    public func endSessions(of name: AccountName, except kept: Int64?) throws(SQLiteFileError) {
        try database.write { db in
            try db.execute(
                sql: "DELETE FROM session WHERE account = ? AND id IS NOT ?", arguments: [name.text, kept])
            try DeskAccounts.count(db)
        }
    }

    public func tidySessions(
        used: [Int64: Date], createdBefore: Date, usedBefore: Date
    ) throws(SQLiteFileError) {
        try database.write { db in
            for (id, date) in used {
                try db.execute(
                    sql: "UPDATE session SET used = max(used, ?) WHERE id = ?",
                    arguments: [date.timeIntervalSince1970, id])
            }
            try db.execute(
                sql: "DELETE FROM session WHERE created < ? OR used < ?",
                arguments: [createdBefore.timeIntervalSince1970, usedBefore.timeIntervalSince1970])
            if db.changesCount > 0 { try DeskAccounts.count(db) }
        }
    }
}

// MARK: - Links and browsers

extension DeskAccounts {
    public func add(_ link: LoginLink, most: Int) throws(SQLiteFileError) {
        try database.write { db in
            try db.execute(
                sql: "DELETE FROM login_link WHERE expires <= ?", arguments: [link.created.timeIntervalSince1970])
            try db.execute(
                sql: "INSERT INTO login_link (hash, account, roles, created, expires) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    link.hash.octets.data, link.account.text, link.roles.text, link.created.timeIntervalSince1970,
                    link.expires.timeIntervalSince1970,
                ])
            try db.execute(
                sql: """
                    DELETE FROM login_link WHERE rowid NOT IN
                        (SELECT rowid FROM login_link ORDER BY rowid DESC LIMIT ?)
                    """, arguments: [most])
        }
    }

    public func take(_ hash: SecretHash, at now: Date) throws(SQLiteFileError) -> LoginLink? {
        try database.write { db in
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT * FROM login_link WHERE hash = ?", arguments: [hash.octets.data])
            else { return nil }
            let link = try DeskAccounts.link(row)
            try db.execute(sql: "DELETE FROM login_link WHERE hash = ?", arguments: [hash.octets.data])
            return now < link.expires ? link : nil
        }
    }

    public func note(_ device: KnownDevice, most: Int) throws(SQLiteFileError) {
        try database.write { db in
            guard try DeskAccounts.account(db, device.account) != nil else { return }
            try db.execute(
                sql: """
                    INSERT INTO device (hash, account, used) VALUES (?, ?, ?)
                        ON CONFLICT (account, hash) DO UPDATE SET used = excluded.used
                    """,
                arguments: [device.hash.octets.data, device.account.text, device.used.timeIntervalSince1970])
            try db.execute(
                sql: """
                    DELETE FROM device WHERE account = ?1 AND rowid NOT IN
                        (SELECT rowid FROM device WHERE account = ?1 ORDER BY used DESC, rowid DESC LIMIT ?2)
                    """, arguments: [device.account.text, most])
        }
    }

    public func isKnown(_ hash: SecretHash, of name: AccountName) throws(SQLiteFileError) -> Bool {
        try database.read { db in
            try db.cell(
                sql: "SELECT count(*) FROM device WHERE account = ? AND hash = ?",
                arguments: [name.text, hash.octets.data])?.count() ?? 0 > 0
        }
    }

    public func forgetDevices(of name: AccountName) throws(SQLiteFileError) {
        try database.write { db in
            try db.execute(sql: "DELETE FROM device WHERE account = ?", arguments: [name.text])
        }
    }
}

// MARK: - Rows

extension DeskAccounts {
    private static func session(_ row: Row) throws(ColumnError) -> Session {
        guard let proof = Session.Proof(rawValue: try row.cell("proof").text()) else {
            throw ColumnError(column: "proof", found: "a word that is not a proof")
        }
        return Session(
            id: try row.cell("id").integer(), hash: try row.secretHash("hash"),
            account: try row.accountName("account"), proof: proof, created: try row.cell("created").date(),
            used: try row.cell("used").date(), client: try row.cell("client").text(),
            agent: try row.cell("agent").text())
    }

    private static func link(_ row: Row) throws(ColumnError) -> LoginLink {
        LoginLink(
            hash: try row.secretHash("hash"), account: try row.accountName("account"), roles: try row.roles("roles"),
            created: try row.cell("created").date(), expires: try row.cell("expires").date())
    }

    static func checkSessions(_ db: Database) throws {
        let sessions = try Row.fetchCursor(db, sql: "SELECT * FROM session")
        while let row = try sessions.next() { _ = try session(row) }
        let links = try Row.fetchCursor(db, sql: "SELECT * FROM login_link")
        while let row = try links.next() { _ = try link(row) }
        let devices = try Row.fetchCursor(db, sql: "SELECT * FROM device")
        while let row = try devices.next() {
            _ = (try row.secretHash("hash"), try row.accountName("account"), try row.cell("used").date())
        }
    }
}
