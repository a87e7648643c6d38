internal import FoundationEssentials
internal import GRDB
internal import RPKIObjects
internal import SQLiteFiles

/// Changes what one repository publishes, within one transaction.
///
/// The folders in which something changed get the number of this change, so that validation sees which points to look at
/// again; where nothing changed, nothing gets a new number.
struct PublicationWriter {
    private struct Entry {
        let id: Int64
        let hash: ObjectHash
        let object: Int64
    }

    fileprivate let db: Database
    private let repository: Int64
    /// The number of this change, once there is one.
    private var generation: Int64?
    private var folders: [String: Int64] = [:]
    private var touched: Set<Int64> = []
    private var objects = 0
    private var octets = 0
    /// What was there before and has not come again, when all of it is replaced.
    private var unseen: Set<Int64>?
    /// Publications that were added or changed.
    private(set) var changes = 0

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

    /// Applies an element of a snapshot.
    mutating func publish(_ uri: RsyncURI, _ octets: [UInt8], modified: Int64? = nil) throws {
        let hash = ObjectHash(of: octets)
        let (folder, name) = try place(uri)
        if let entry = try entry(folder, name) {
            unseen?.remove(entry.id)
            if entry.hash != hash {
                try replace(entry, in: folder, hash, octets, modified)
            } else if let modified {
                try db.cachedStatement(sql: "UPDATE publication SET modified = ? WHERE id = ?")
                    .execute(arguments: [modified, entry.id])
            }
            return
        }
        try insert(folder, name, hash, octets, modified)
    }

    /// Applies an element of a delta, which has to fit what is there (RFC 8182 section 3.4.2).
    mutating func apply(_ element: RRDPElement) throws {
        let (folder, name) = try place(element.uri)
        let entry = try entry(folder, name)
        switch element {
        case .publish(let uri, let octets, let replaced?):
            guard let entry, entry.hash == replaced else { throw misfit(uri, replaced, entry) }
            try replace(entry, in: folder, ObjectHash(of: octets), octets, nil)
        case .publish(let uri, let octets, nil):
            guard entry == nil else {
                throw RRDPError(.mismatch, .rfc8182("3.4.2"), "\(uri) is published as new and is there already")
            }
            try insert(folder, name, ObjectHash(of: octets), octets, nil)
        case .withdraw(let uri, let hash):
            guard let entry, entry.hash == hash else { throw misfit(uri, hash, entry) }
            try withdraw(entry, from: folder)
        }
    }

    private func misfit(_ uri: RsyncURI, _ hash: ObjectHash, _ entry: Entry?) -> RRDPError {
        RRDPError(
            .mismatch, .rfc8182("3.4.2"),
            "\(uri) with hash \(hash) is to go, there is \(entry.map { "\($0.hash)" } ?? "nothing")")
    }

    /// Takes note that a file is what it was.
    mutating func keep(_ id: Int64) {
        unseen?.remove(id)
    }

    /// Withdraws what did not come again, and writes the sums.
    mutating func finish() throws {
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
    }

    // MARK: One publication

    private mutating func insert(
        _ folder: Int64, _ name: String, _ hash: ObjectHash, _ octets: [UInt8], _ modified: Int64?
    ) throws {
        try change(folder)
        let object = try db.objectID(hash) ?? db.insertObject(hash, octets)
        try db.cachedStatement(
            sql: "INSERT INTO publication (folder, name, hash, object, modified) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [folder, name, hash.data, object, modified])
        objects += 1
        self.octets += octets.count
    }

    private mutating func replace(
        _ entry: Entry, in folder: Int64, _ hash: ObjectHash, _ octets: [UInt8], _ modified: Int64?
    ) throws {
        try change(folder)
        let object = try db.objectID(hash) ?? db.insertObject(hash, octets)
        self.octets += octets.count - (try size(of: entry))
        try db.cachedStatement(
            sql: "UPDATE publication SET hash = ?, object = ?, modified = ? WHERE id = ?"
        ).execute(arguments: [hash.data, object, modified, entry.id])
        try db.dropObjectUnlessNamed(entry.object)
    }

    private mutating func withdraw(_ entry: Entry, from folder: Int64) throws {
        try change(folder)
        objects -= 1
        octets -= try size(of: entry)
        try db.cachedStatement(sql: "DELETE FROM publication WHERE id = ?").execute(arguments: [entry.id])
        try db.dropObjectUnlessNamed(entry.object)
    }

    private mutating func change(_ folder: Int64) throws {
        if generation == nil {
            let next = try db.generation() + 1
            try db.execute(sql: "UPDATE generation SET last = ?", arguments: [next])
            generation = next
        }
        changes += 1
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
    fileprivate mutating func place(_ uri: RsyncURI) throws -> (Int64, String) {
        let name = uri.fileName
        let directory = String(uri.description.dropLast(name.utf8.count))
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
        }
        folders[directory] = id
        return (id, name)
    }
}

extension PublicationWriter {
    /// Whether the file is the one that was read before; it is then kept.
    mutating func keeps(_ file: RsyncTree.File) throws -> Bool {
        let (folder, name) = try place(file.uri)
        guard
            let id = try Int64.fetchOne(
                try db.cachedStatement(
                    sql: "SELECT id FROM publication WHERE folder = ? AND name = ? AND modified = ?"),
                arguments: [folder, name, file.modified])
        else { return false }
        keep(id)
        return true
    }
}
