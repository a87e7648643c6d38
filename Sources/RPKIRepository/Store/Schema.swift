internal import GRDB

/// The tables of `rpki.sqlite`.
enum Schema {
    /// The newest form that this version of the program knows.
    static let version = 1

    /// "ATLY", which marks the file as ours.
    private static let applicationID = 0x4154_4c59

    /// Makes the tables in a new file; refuses one of a newer version or of another program.
    static func prepare(_ db: Database, path: String) throws {
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if found == 0, application == 0 {
            guard try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 else {
                throw ObjectStoreError.foreign(path: path)
            }
            try db.inTransaction {
                try create(db)
                return .commit
            }
            return
        }
        guard application == applicationID, found > 0 else { throw ObjectStoreError.foreign(path: path) }
        guard found <= version else {
            throw ObjectStoreError.newerSchema(path: path, found: found, known: version)
        }
    }

    private static func create(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE object (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, octets BLOB NOT NULL);
                CREATE TABLE point (
                    id INTEGER PRIMARY KEY, trustAnchor BLOB NOT NULL, authority BLOB NOT NULL, repository TEXT NOT NULL,
                    record BLOB NOT NULL, until INTEGER NOT NULL, UNIQUE (trustAnchor, authority, repository));
                CREATE TABLE pointObject (
                    point INTEGER NOT NULL REFERENCES point ON DELETE CASCADE,
                    object INTEGER NOT NULL REFERENCES object, PRIMARY KEY (point, object)) WITHOUT ROWID;
                CREATE INDEX pointObjectByObject ON pointObject (object);
                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = \(version);
                """)
    }
}
