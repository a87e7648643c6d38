internal import GRDB

/// The tables of the audit: `audit` has a row for equal decisions of one minute, `audit_horizon` up to where rows may be
/// removed.
///
/// Rows are only added. Triggers refuse everything else, also from another program: a change but for a higher count and a later
/// last time, a row in the place of another, the removal of a row that retention has not given up, and a horizon that goes
/// back.
enum AuditTable {
    static let statements = """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT, minute INTEGER NOT NULL, first REAL NOT NULL, last REAL NOT NULL,
            count INTEGER NOT NULL CHECK (count > 0), principal TEXT NOT NULL, client TEXT NOT NULL,
            verb TEXT NOT NULL, resource TEXT NOT NULL, label TEXT NOT NULL, refusal TEXT) STRICT;
        CREATE INDEX audit_minute ON audit (minute, client);
        CREATE TABLE audit_horizon (
            id INTEGER PRIMARY KEY CHECK (id = 1), minute INTEGER NOT NULL, number INTEGER NOT NULL) STRICT;
        INSERT INTO audit_horizon VALUES (1, 0, 0);
        CREATE TRIGGER audit_no_change BEFORE UPDATE ON audit
            WHEN NOT (NEW.id = OLD.id AND NEW.minute = OLD.minute AND NEW.first = OLD.first AND NEW.last >= OLD.last
                AND NEW.count > OLD.count AND NEW.principal = OLD.principal AND NEW.client = OLD.client
                AND NEW.verb = OLD.verb AND NEW.resource = OLD.resource AND NEW.label = OLD.label
                AND NEW.refusal IS OLD.refusal)
            BEGIN SELECT RAISE(ABORT, 'rows of the audit are not changed'); END;
        CREATE TRIGGER audit_no_replacement BEFORE INSERT ON audit
            WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'rows of the audit are not replaced'); END;
        CREATE TRIGGER audit_no_removal BEFORE DELETE ON audit
            WHEN NOT EXISTS (SELECT 1 FROM audit_horizon WHERE OLD.minute < minute OR OLD.id <= number)
            BEGIN SELECT RAISE(ABORT, 'rows of the audit are removed by its retention alone'); END;
        CREATE TRIGGER audit_horizon_advances BEFORE UPDATE ON audit_horizon
            WHEN NEW.minute < OLD.minute OR NEW.number < OLD.number
            BEGIN SELECT RAISE(ABORT, 'the horizon of the audit does not go back'); END;
        CREATE TRIGGER audit_horizon_is_one BEFORE INSERT ON audit_horizon
            BEGIN SELECT RAISE(ABORT, 'the audit has one horizon'); END;
        CREATE TRIGGER audit_horizon_stays BEFORE DELETE ON audit_horizon
            BEGIN SELECT RAISE(ABORT, 'the horizon of the audit stays'); END;
        """
}
