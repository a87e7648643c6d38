internal import GRDB
internal import SQLiteFile

/// The tables of `rpki.sqlite`.
enum Schema {
    static let current = SQLiteSchema(
        // "ATLY".
        applicationID: 0x4154_4c59,
        migrations: [
            createPoints,
            createRepositories,
            { db in
                // Before 3, a value of any type could be in any column.
                try db.makeStrict([
                    "object", "point", "pointObject", "repository", "folder", "publication", "delta", "generation",
                ])
                try createRejections(db)
            },
        ])

    @Sendable private static func createPoints(_ db: Database) throws {
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
                """)
    }

    /// The rejections of the last run, and of the run itself its time and how it ended.
    @Sendable private static func createRejections(_ db: Database) throws {
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

    /// The published objects by URI, as of the last complete fetch of each repository.
    @Sendable private static func createRepositories(_ db: Database) throws {
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
