public import FoundationEssentials
internal import GRDB
public import SQLiteFile

/// Where a list of alerts goes on.
public struct AlertPlace: Hashable, Sendable {
    public let updated: Date
    public let id: String

    public init(updated: Date, id: String) {
        self.updated = updated
        self.id = id
    }
}

/// Which alerts a list has; what is `nil` means any.
public struct AlertSelection: Hashable, Sendable {
    public var isOpen: Bool?
    /// The class of the incident.
    public var kind: String?
    public var leastSeverity = 0
    public var prefix: String?
    public var asn: UInt32?

    public init() {}
}

extension AlertStore {
    /// One page of alerts, the latest first; it begins after a place and reads no row before it.
    public func alerts(
        _ selection: AlertSelection, after place: AlertPlace? = nil, limit: Int
    ) throws(SQLiteFileError) -> [StoredAlert] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM alert
                    WHERE (?1 IS NULL OR updated <= ?1) AND (?1 IS NULL OR updated < ?1 OR id > ?2)
                        AND (?3 IS NULL OR (ended IS NULL) = ?3) AND (?4 IS NULL OR class = ?4) AND peak >= ?5
                        AND (?6 IS NULL OR prefix = ?6) AND (?7 IS NULL OR asn = ?7)
                    ORDER BY updated DESC, id LIMIT ?8
                    """,
                arguments: [
                    place?.updated.timeIntervalSince1970, place?.id ?? "", selection.isOpen, selection.kind,
                    selection.leastSeverity, selection.prefix, selection.asn.map { Int64($0) }, limit,
                ]
            ).map(AlertStore.alert)
        }
    }

    /// The alert with this identity.
    public func alert(withID id: String) throws(SQLiteFileError) -> StoredAlert? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM alert WHERE id = ?", arguments: [id]).map(AlertStore.alert)
        }
    }
}
