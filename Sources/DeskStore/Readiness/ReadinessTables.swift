internal import GRDB

/// The tables of readiness: `readiness_day` has a row for each day that it was computed, `readiness_economy` and
/// `readiness_network` what it was then. A day is counted from 1970-01-01; an economy without a code is `ZZ`.
enum ReadinessTables {
    static let statements = """
        CREATE TABLE readiness_day (
            day INTEGER NOT NULL UNIQUE, time REAL NOT NULL, routes INTEGER NOT NULL, vrps INTEGER NOT NULL,
            registry INTEGER NOT NULL, delegated TEXT NOT NULL) STRICT;
        CREATE TABLE readiness_economy (
            economy TEXT NOT NULL, day INTEGER NOT NULL, networks INTEGER NOT NULL, ready INTEGER NOT NULL,
            aspiring INTEGER NOT NULL, aspas INTEGER NOT NULL, routes INTEGER NOT NULL, valid INTEGER NOT NULL,
            invalid INTEGER NOT NULL, registered INTEGER NOT NULL, filtering REAL, irr REAL, rpki REAL, overall REAL,
            UNIQUE (economy, day)) STRICT;
        CREATE TABLE readiness_network (
            asn INTEGER NOT NULL, day INTEGER NOT NULL, economy TEXT NOT NULL, aspa INTEGER NOT NULL,
            routes INTEGER NOT NULL, valid INTEGER NOT NULL, invalid INTEGER NOT NULL, registered INTEGER NOT NULL,
            filtering REAL, irr REAL, rpki REAL, overall REAL, UNIQUE (asn, day)) STRICT;
        CREATE INDEX readiness_network_day ON readiness_network (day, economy);
        """
}
