public import Access
internal import FoundationEssentials
internal import GRDB
public import SQLiteFile

/// The accounts in `desk.sqlite`.
public struct DeskAccounts: AccountStore {
    let database: DatabaseConnection

    public func version() throws(SQLiteFileError) -> Int64 {
        try database.read { db in
            try db.cell(sql: "SELECT number FROM account_version WHERE id = 1")?.integer() ?? 0
        }
    }

    public func accounts() throws(SQLiteFileError) -> [Account] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM account ORDER BY name").map(DeskAccounts.account)
        }
    }

    public func account(_ name: AccountName) throws(SQLiteFileError) -> Account? {
        try database.read { try DeskAccounts.account($0, name) }
    }

    public func add(_ account: Account, most: Int) throws(SQLiteFileError) -> Bool {
        try database.write { db in
            let number = try db.cell(sql: "SELECT count(*) FROM account")?.count() ?? 0
            guard number < most, try DeskAccounts.account(db, account.name) == nil else { return false }
            try db.execute(
                sql: "INSERT INTO account (name, password, factor, roles, created) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    account.name.text, account.password?.description, account.secondFactor?.octets.data,
                    account.roles.text, account.created.timeIntervalSince1970,
                ])
            try DeskAccounts.count(db)
            return true
        }
    }

    public func remove(_ name: AccountName) throws(SQLiteFileError) -> Bool {
        try database.write { db in
            try db.execute(sql: "DELETE FROM account WHERE name = ?", arguments: [name.text])
            let isRemoved = db.changesCount > 0
            for table in ["session", "login_link", "device", "preference"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE account = ?", arguments: [name.text])
            }
            try DeskAccounts.count(db)
            return isRemoved
        }
    }

    public func update(_ account: Account, from former: Account?) throws(SQLiteFileError) -> Bool {
        try database.write { db in
            guard let stored = try DeskAccounts.account(db, account.name), former == nil || stored == former else {
                return false
            }
            try db.execute(
                sql: "UPDATE account SET password = ?, factor = ?, roles = ? WHERE name = ?",
                arguments: [
                    account.password?.description, account.secondFactor?.octets.data, account.roles.text,
                    account.name.text,
                ])
            try DeskAccounts.count(db)
            return true
        }
    }

    public func preferences(of name: AccountName) throws(SQLiteFileError) -> [String: String] {
        try database.read { db in
            var preferences: [String: String] = [:]
            for row in try Row.fetchAll(
                db, sql: "SELECT name, value FROM preference WHERE account = ?", arguments: [name.text])
            {
                preferences[try row.cell("name").text()] = try row.cell("value").text()
            }
            return preferences
        }
    }

    public func values(of preference: String) throws(SQLiteFileError) -> [AccountName: String] {
        try database.read { db in
            var values: [AccountName: String] = [:]
            for row in try Row.fetchAll(
                db, sql: "SELECT account, value FROM preference WHERE name = ?", arguments: [preference])
            {
                values[try row.accountName("account")] = try row.cell("value").text()
            }
            return values
        }
    }

    public func set(
        _ preference: String, to value: String?, of name: AccountName, most: Int
    ) throws(SQLiteFileError) -> Bool {
        try database.write { db in
            guard try DeskAccounts.account(db, name) != nil else { return false }
            try db.execute(
                sql: "DELETE FROM preference WHERE account = ? AND name = ?", arguments: [name.text, preference])
            try DeskAccounts.count(db)
            guard let value else { return true }
            let number =
                try db.cell(sql: "SELECT count(*) FROM preference WHERE account = ?", arguments: [name.text])?.count()
            guard number ?? 0 < most else { return false }
            try db.execute(
                sql: "INSERT INTO preference (account, name, value) VALUES (?, ?, ?)",
                arguments: [name.text, preference, value])
            return true
        }
    }
}

// MARK: - In a transaction

extension DeskAccounts {
    /// An account or the list of sessions was changed.
    static func count(_ db: Database) throws {
        try db.execute(sql: "UPDATE account_version SET number = number + 1 WHERE id = 1")
    }

    /// Ends all sessions and links.
    static func endAll(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM session; DELETE FROM login_link")
        try count(db)
    }

    static func account(_ db: Database, _ name: AccountName) throws -> Account? {
        try Row.fetchOne(db, sql: "SELECT * FROM account WHERE name = ?", arguments: [name.text]).map(account)
    }

    private static func account(_ row: Row) throws(ColumnError) -> Account {
        Account(
            name: try row.accountName("name"),
            password: try row.cell("password").ifPresent.map { cell throws(ColumnError) in
                guard let hash = PasswordHash(try cell.text()) else {
                    throw ColumnError(column: "password", found: "a text that is not a hash")
                }
                return hash
            },
            secondFactor: try row.cell("factor").ifPresent.map { cell throws(ColumnError) in
                guard let key = OneTimeCode.Key(octets: try cell.octets()) else {
                    throw ColumnError(column: "factor", found: "unexpected octets")
                }
                return key
            }, roles: try row.roles("roles"), created: try row.cell("created").date())
    }

    /// Looks at every row as those who use them do.
    static func check(_ db: Database) throws {
        _ = try db.cell(sql: "SELECT number FROM account_version WHERE id = 1")?.integer()
        let accounts = try Row.fetchCursor(db, sql: "SELECT * FROM account")
        while let row = try accounts.next() { _ = try account(row) }
        let preferences = try Row.fetchCursor(db, sql: "SELECT * FROM preference")
        while let row = try preferences.next() {
            _ = (try row.accountName("account"), try row.cell("name").text(), try row.cell("value").text())
        }
        try checkSessions(db)
    }
}
