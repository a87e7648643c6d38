internal import FoundationEssentials
internal import GRDB
internal import RPKIObjects
internal import SQLiteFile

/// Changes what one repository publishes, within one transaction.
///
/// The folders in which something changed get the number of this change, so that validation sees which points to look
/// at again; where nothing changed, nothing gets a new number.
struct PublicationWriter {
    private struct Entry {
        let id: Int64
        let hash: ObjectHash
        let object: Int64
    }

    private let db: Database
    private let repository: Int64
    /// The number of this change, once there is one.
    private var generation: Int64?
    private var folders: [String: Int64] = [:]
    /// Folders that this change has made; they have only what it puts in.
    private var newFolders: Set<Int64> = []
    private var touched: Set<Int64> = []
    /// Objects that a publication named before and may be named by nothing now.
    private(set) var dropped: [Int64] = []
    private var objects = 0
    private var octets = 0
    /// Previous objects that have not been seen again while everything is replaced.
    private var unseen: Set<Int64>?
    /// - Parameter replacesAll: whether what is not published again is withdrawn in the end.
    init(_ db: Database, repository: Int64, replacesAll: Bool = false) throws {
        self.db = db
        self.repository = repository
        guard replacesAll else { return }
        unseen = try Set(
            Int64.fetchAll(
                db,
                sql: """
                    SELECT publication.id FROM publication JOIN folder ON folder.id = publication.folder
                    WHERE repository = ?
                    """, arguments: [repository]))
    }

    /// Applies a change, which has to fit what is there (RFC 8182 section 3.4.2).
    mutating func apply(_ change: StagedChange) throws {
        switch change {
        case .publish(let uri, let object, let before, let modified):
            let (folder, name) = try place(uri)
            let entry = try entry(folder, name)
            switch (before, entry) {
            case (.anything, let entry?):
                try publish(object, in: folder, over: entry, modified)
            case (.object(let replaced), let entry?) where entry.hash == replaced:
                try replace(entry, in: folder, object, nil)
            case (.object(let replaced), _):
                throw misfit(uri, replaced, entry)
            case (.nothing, _?):
                throw RRDPError(.mismatch, .rfc8182("3.4.2"), "\(uri) is published as new but already exists")
            case (.anything, nil), (.nothing, nil):
                try insert(folder, name, object, modified)
            }
        case .withdraw(let uri, let hash):
            let (folder, name) = try place(uri)
            let entry = try entry(folder, name)
            guard let entry, entry.hash == hash else { throw misfit(uri, hash, entry) }
            try withdraw(entry, from: folder)
        case .keep(let id): unseen?.remove(id)
        }
    }

    /// Publishes an object where there was one, which may be the same.
    private mutating func publish(
        _ object: StagedObject, in folder: Int64, over entry: Entry, _ modified: Int64?
    ) throws {
        unseen?.remove(entry.id)
        if entry.hash != object.hash {
            try replace(entry, in: folder, object, modified)
        } else if let modified {
            try db.cachedStatement(sql: "UPDATE publication SET modified = ? WHERE id = ?")
                .execute(arguments: [modified, entry.id])
        }
    }

    private func misfit(_ uri: RsyncURI, _ hash: ObjectHash, _ entry: Entry?) -> RRDPError {
        RRDPError(
            .mismatch, .rfc8182("3.4.2"),
            "\(uri) is to be replaced or withdrawn with hash \(hash), but there is "
                + "\(entry.map { "\($0.hash)" } ?? "no object")")
    }

    /// Withdraws what did not come again, and writes the sums, which have to be within the limits.
    mutating func finish(_ limits: RepositoryLimits) throws {
        if let unseen {
            for id in unseen {
                guard
                    let row = try Row.fetchOne(
                        try db.cachedStatement(sql: "SELECT folder, hash, object FROM publication WHERE id = ?"),
                        arguments: [id])
                else { continue }
                let entry = Entry(id: id, hash: try row.cell(at: 1).hash(), object: try row.cell(at: 2).integer())
                try withdraw(entry, from: try row.cell(at: 0).integer())
            }
        }
        guard let generation else { return }
        let touch = try db.cachedStatement(sql: "UPDATE folder SET changed = ? WHERE id = ?")
        for folder in touched { try touch.execute(arguments: [generation, folder]) }
        try db.execute(
            sql: "UPDATE repository SET objects = objects + ?, octets = octets + ? WHERE id = ?",
            arguments: [objects, octets, repository])
        try check(limits)
    }

    private func check(_ limits: RepositoryLimits) throws {
        if !newFolders.isEmpty {
            // Those that have been empty since the last fetch: every reader of the repository since then has seen it.
            try db.execute(
                sql: """
                    DELETE FROM folder WHERE repository = ?1
                        AND changed <= (SELECT generation FROM repository WHERE id = ?1)
                        AND NOT EXISTS (SELECT 1 FROM publication WHERE folder = folder.id)
                    """, arguments: [repository])
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*), coalesce(sum(length(uri)), 0) FROM folder WHERE repository = ?1
                        AND EXISTS (SELECT 1 FROM publication WHERE folder = folder.id)
                    """, arguments: [repository])
            if let row { try limits.check(folders: row.cell(at: 0).count(), octets: row.cell(at: 1).count()) }
        }
        guard objects > 0 || octets > 0,
            let row = try Row.fetchOne(
                db, sql: "SELECT objects, octets FROM repository WHERE id = ?", arguments: [repository])
        else { return }
        let (objects, octets) = (try row.cell(at: 0).count(), try row.cell(at: 1).count())
        guard objects <= limits.repositoryObjects else {
            throw RepositoryLimitError(limit: .repositoryObjects, value: limits.repositoryObjects)
        }
        guard octets <= limits.repositorySize else {
            throw RepositoryLimitError(limit: .repositorySize, value: limits.repositorySize)
        }
    }

    // MARK: One publication

    private mutating func insert(
        _ folder: Int64, _ name: String, _ object: StagedObject, _ modified: Int64?
    ) throws {
        try change(folder)
        try db.cachedStatement(
            sql: "INSERT INTO publication (folder, name, hash, object, modified) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [folder, name, object.hash.data, object.id, modified])
        objects += 1
        octets += object.octets
    }

    private mutating func replace(
        _ entry: Entry, in folder: Int64, _ object: StagedObject, _ modified: Int64?
    ) throws {
        try change(folder)
        octets += object.octets - (try size(of: entry))
        try db.cachedStatement(
            sql: "UPDATE publication SET hash = ?, object = ?, modified = ? WHERE id = ?"
        ).execute(arguments: [object.hash.data, object.id, modified, entry.id])
        dropped.append(entry.object)
    }

    private mutating func withdraw(_ entry: Entry, from folder: Int64) throws {
        try change(folder)
        objects -= 1
        octets -= try size(of: entry)
        try db.cachedStatement(sql: "DELETE FROM publication WHERE id = ?").execute(arguments: [entry.id])
        dropped.append(entry.object)
    }

    private mutating func change(_ folder: Int64) throws {
        if generation == nil {
            let next = try db.generation() + 1
            try db.execute(sql: "UPDATE generation SET last = ?", arguments: [next])
            generation = next
        }
        touched.insert(folder)
    }

    private func size(of entry: Entry) throws -> Int {
        try db.cachedStatement(sql: "SELECT length(octets) FROM object WHERE id = ?").cell([entry.object])?.count() ?? 0
    }

    private func entry(_ folder: Int64, _ name: String) throws -> Entry? {
        guard
            let row = try Row.fetchOne(
                try db.cachedStatement(
                    sql: "SELECT id, hash, object FROM publication WHERE folder = ? AND name = ?"),
                arguments: [folder, name])
        else { return nil }
        return Entry(
            id: try row.cell(at: 0).integer(), hash: try row.cell(at: 1).hash(), object: try row.cell(at: 2).integer())
    }

    /// The folder and the name of an object.
    private mutating func place(_ uri: RsyncURI) throws -> (Int64, String) {
        let (directory, name) = (uri.folder, uri.name)
        if let known = folders[directory] { return (known, name) }
        let id: Int64
        if let found = try Int64.fetchOne(
            try db.cachedStatement(sql: "SELECT id FROM folder WHERE repository = ? AND uri = ?"),
            arguments: [repository, directory])
        {
            id = found
        } else {
            try db.cachedStatement(sql: "INSERT INTO folder (repository, uri, changed) VALUES (?, ?, 0)")
                .execute(arguments: [repository, directory])
            id = db.lastInsertedRowID
            newFolders.insert(id)
        }
        folders[directory] = id
        return (id, name)
    }
}
