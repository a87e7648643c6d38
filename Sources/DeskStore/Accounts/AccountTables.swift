internal import GRDB

/// The tables of accounts: `account`; `session`, the browsers that are logged in; `login_link`, the links that log in once;
/// `device`, browsers that have logged in before; `preference`, what a user has chosen; `account_version`, how often an account
/// or the list of sessions was changed.
///
/// Of secrets there are hashes alone; the secret of a second factor is needed as it is.
enum AccountTables {
    static let statements = """
        CREATE TABLE account (
            name TEXT NOT NULL UNIQUE, password TEXT, factor BLOB, roles TEXT NOT NULL, created REAL NOT NULL) STRICT;
        CREATE TABLE session (
            id INTEGER PRIMARY KEY AUTOINCREMENT, hash BLOB NOT NULL UNIQUE, account TEXT NOT NULL, proof TEXT NOT NULL,
            created REAL NOT NULL, used REAL NOT NULL, client TEXT NOT NULL, agent TEXT NOT NULL) STRICT;
        CREATE INDEX session_account ON session (account, used);
        CREATE TABLE login_link (
            hash BLOB NOT NULL UNIQUE, account TEXT NOT NULL, roles TEXT NOT NULL, created REAL NOT NULL,
            expires REAL NOT NULL) STRICT;
        CREATE TABLE device (
            hash BLOB NOT NULL, account TEXT NOT NULL, used REAL NOT NULL, UNIQUE (account, hash)) STRICT;
        CREATE TABLE preference (
            account TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (account, name)) STRICT;
        CREATE TABLE account_version (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL) STRICT;
        INSERT INTO account_version VALUES (1, 0);
        """
}
