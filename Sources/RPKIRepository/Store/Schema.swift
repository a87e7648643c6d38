internal import GRDB
internal import SQLiteFiles

/// The tables of `rpki.sqlite`.
enum Schema {
    /// The newest form that this version of the program knows.
    static let version = 3

    /// "ATLY", which marks the file as ours.
    private static let applicationID: Int64 = 0x4154_4c59

    /// Fails when the file is one of a newer version or of another program.
    ///
    /// - Returns: its version; 0 for a new file.
    @discardableResult
    static func check(_ db: Database, path: String) throws -> Int {
        let found = Int(try db.cell(sql: "PRAGMA user_version")?.integer() ?? 0)
        let application = try db.cell(sql: "PRAGMA application_id")?.integer() ?? 0
        if found == 0, application == 0 {
            guard try db.cell(sql: "SELECT count(*) FROM sqlite_master")?.integer() == 0 else {
                throw ObjectStoreError.foreign(path: path)
            }
            return 0
        }
        guard application == applicationID, found > 0 else { throw ObjectStoreError.foreign(path: path) }
        guard found <= version else {
            throw ObjectStoreError.newerSchema(path: path, found: found, known: version)
        }
        return found
    }

    private static let tables = [
        "object", "point", "pointObject", "repository", "folder", "publication", "delta", "generation",
    ]

    /// Brings the tables to this version's form.
    static func prepare(_ db: Database, path: String) throws {
        let found = try check(db, path: path)
        guard found < version else { return }
        try db.inTransaction {
            if found < 1 { try createPoints(db) }
            if found < 2 { try createRepositories(db) }
            if found < 3 {
                // Before 3, a value of any type could be in any column.
                try db.makeStrict(tables)
                try createRejections(db)
            }
            try db.execute(sql: "PRAGMA user_version = \(version)")
            return .commit
        }
    }

    private static func createPoints(_ db: Database) throws {
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
                """)
    }

    /// What the last run did not accept, and of the run itself when it was and how it ended.
    private static func createRejections(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE run (
                    id INTEGER PRIMARY KEY CHECK (id = 1), date REAL NOT NULL, failure TEXT,
                    further INTEGER NOT NULL) STRICT;
                CREATE TABLE rejection (
                    id INTEGER PRIMARY KEY, uri TEXT NOT NULL, hash BLOB, level TEXT NOT NULL, reason TEXT NOT NULL,
                    document TEXT NOT NULL, section TEXT NOT NULL, place INTEGER, detail TEXT NOT NULL,
                    since REAL NOT NULL, trustAnchor TEXT, repository TEXT) STRICT;
                """)
    }

    /// What repositories publish: which object is at which URI, as of the last time each was fetched whole.
    private static func createRepositories(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE repository (
                    id INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE, transport TEXT NOT NULL,
                    session TEXT, serial TEXT, entityTag TEXT, lastModified TEXT,
                    attempted INTEGER, updated INTEGER, failing INTEGER, failure TEXT, duration REAL,
                    objects INTEGER NOT NULL DEFAULT 0, octets INTEGER NOT NULL DEFAULT 0,
                    generation INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0);
                CREATE TABLE folder (
                    id INTEGER PRIMARY KEY, repository INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE,
                    uri TEXT NOT NULL, changed INTEGER NOT NULL, UNIQUE (repository, uri));
                CREATE INDEX folderByChange ON folder (repository, changed);
                CREATE TABLE publication (
                    id INTEGER PRIMARY KEY, folder INTEGER NOT NULL REFERENCES folder ON DELETE CASCADE,
                    name TEXT NOT NULL, hash BLOB NOT NULL, object INTEGER NOT NULL REFERENCES object,
                    modified INTEGER, UNIQUE (folder, name));
                CREATE INDEX publicationByObject ON publication (object);
                CREATE TABLE delta (
                    repository INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE, serial TEXT NOT NULL,
                    hash BLOB NOT NULL, PRIMARY KEY (repository, serial)) WITHOUT ROWID;
                CREATE TABLE generation (last INTEGER NOT NULL);
                INSERT INTO generation VALUES (0);
                """)
    }
}
