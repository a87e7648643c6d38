internal import GRDB

/// The tables of `node.sqlite`.
enum Schema {
    /// The newest form that this version of the program knows.
    static let version = 1

    /// "ATLN", which marks the file as ours.
    private static let applicationID = 0x4154_4c4e

    /// Makes the tables in a new file; refuses one of a newer version or of another program.
    static func prepare(_ db: Database, path: String) throws {
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if found == 0, application == 0 {
            guard try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 else {
                throw NodeStoreError.foreign(path: path)
            }
            try db.inTransaction {
                try create(db)
                return .commit
            }
            return
        }
        guard application == applicationID, found > 0 else { throw NodeStoreError.foreign(path: path) }
        guard found <= version else {
            throw NodeStoreError.newerSchema(path: path, found: found, known: version)
        }
    }

    /// `served` has one row: under which sessions and serial routers get payloads, as of which run. `base` holds a whole set
    /// as it was after the step `step`; `step` what each publication changed, with what it meant for routers.
    private static func create(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE served (
                    id INTEGER PRIMARY KEY CHECK (id = 1), session0 INTEGER NOT NULL, session1 INTEGER NOT NULL,
                    session2 INTEGER NOT NULL, serial INTEGER NOT NULL, date REAL NOT NULL, step INTEGER NOT NULL);
                CREATE TABLE base (
                    number INTEGER PRIMARY KEY, step INTEGER NOT NULL, octets BLOB NOT NULL);
                CREATE TABLE step (
                    id INTEGER PRIMARY KEY, serial INTEGER NOT NULL, delta BLOB, changes BLOB NOT NULL);
                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = \(version);
                """)
    }
}
