internal import FoundationEssentials
internal import GRDB
internal import LocalFiles
internal import RPKIObjects
internal import SQLiteFile

/// Takes what a repository is to publish while it is read: objects go to the store in small transactions, where nothing
/// names them yet, and the changes to a file. Then one transaction, which writes no object, makes them what the
/// repository publishes, all of them or none.
///
/// Used on one thread of ``ForeignWork``.
final class PublicationStage {
    private struct Item {
        let uri: RsyncURI
        let octets: [UInt8]
        let hash: ObjectHash
        let before: StagedChange.Before
        let modified: Int64?
    }

    private let store: ObjectStore
    private let repository: StoredRepository
    private let replacesAll: Bool
    private let limits: RepositoryLimits
    private let turn: ForeignTurn
    private let number: Int64
    private var changes: StagedChanges
    private var batch: [Item] = []
    private var batchOctets = 0
    /// Octets that the repository has taken of the disk so far.
    private var taken: Int
    private var objects = 0
    private var octets = 0
    private var folders: Set<URIDigest> = []
    private var folderOctets = 0
    /// Octets of the database that the rows of what is published take, about.
    private var publicationOctets = 0
    private var lastFolder = ""

    /// Objects, and octets of them, that one transaction holds.
    private static let batchSize = 2000
    private static let batchSum = 4_000_000

    /// - Parameters:
    ///   - replacesAll: whether what is not published again is withdrawn in the end.
    ///   - taken: octets of the disk that the fetch has used already.
    init(
        _ store: ObjectStore, _ repository: StoredRepository, replacesAll: Bool, taken: Int, limits: RepositoryLimits,
        turn: ForeignTurn
    ) throws {
        self.store = store
        self.repository = repository
        self.replacesAll = replacesAll
        self.taken = taken
        self.limits = limits
        self.turn = turn
        number = store.nextStage()
        changes = StagedChanges(try store.meter.newSpool())
        try store.database.read { db in try store.measure(db) }
    }

    func publish(
        _ uri: RsyncURI, _ octets: [UInt8], before: StagedChange.Before = .anything, modified: Int64? = nil
    ) throws {
        try count(uri, octets.count)
        batch.append(
            Item(uri: uri, octets: octets, hash: ObjectHash(of: octets), before: before, modified: modified))
        batchOctets += octets.count
        if batch.count >= PublicationStage.batchSize || batchOctets >= PublicationStage.batchSum { try flush() }
    }

    func withdraw(_ uri: RsyncURI, _ hash: ObjectHash) throws {
        // Another element names no object of this one: the order does not matter.
        try changes.append(.withdraw(uri, hash))
    }

    /// Takes note that a publication is what it was.
    func keep(_ uri: RsyncURI, _ id: Int64, octets: Int) throws {
        try count(uri, octets)
        try changes.append(.keep(id))
    }

    /// Fails where the file alone has more than the repository may have.
    private func count(_ uri: RsyncURI, _ size: Int) throws(RepositoryLimitError) {
        objects += 1
        octets += size
        publicationOctets += 2 * uri.description.utf8.count + 128
        let folder = uri.folder
        if folder != lastFolder {
            // Mostly, the objects of a folder come one after the other.
            lastFolder = folder
            if folders.insert(URIDigest(folder)).inserted { folderOctets += folder.utf8.count }
        }
        guard objects <= limits.repositoryObjects else {
            throw RepositoryLimitError(limit: .repositoryObjects, value: limits.repositoryObjects)
        }
        guard octets <= limits.repositorySize else {
            throw RepositoryLimitError(limit: .repositorySize, value: limits.repositorySize)
        }
        try limits.check(folders: folders.count, octets: folderOctets)
    }

    private func flush() throws {
        guard !batch.isEmpty else { return }
        try turn.check()
        store.emptyLogIfTight(before: batchOctets)
        try store.meter.admit(batchOctets, taken: taken, isKnown: repository.updated != nil, limits: limits)
        taken += batchOctets
        let ids = try store.database.write { db in
            let ids = try batch.map { try db.stage($0.hash, $0.octets, number) }
            try store.measure(db)
            return ids
        }
        for (item, id) in zip(batch, ids) {
            let object = StagedObject(hash: item.hash, id: id, octets: item.octets.count)
            try changes.append(.publish(item.uri, object, item.before, modified: item.modified))
        }
        batch.removeAll(keepingCapacity: true)
        batchOctets = 0
    }

    /// Makes the changes count, with what `complete` writes.
    func finish(_ complete: (Database) throws -> Void) throws {
        try flush()
        store.emptyLogIfTight(before: publicationOctets)
        let dropped = try store.database.write { db in
            // It may have been removed while it was read, because no CA names it any more.
            guard try db.has(repository) else { throw ForeignWorkError.cancelled }
            var writer = try PublicationWriter(db, repository: repository.id, replacesAll: replacesAll)
            var count = 0
            try changes.forEach { change in
                count += 1
                if count.isMultiple(of: 1000) { try turn.check() }
                try writer.apply(change)
            }
            try writer.finish(limits)
            try complete(db)
            return writer.dropped
        }
        try store.drop(dropped)
    }

    /// Lets go of the objects, and removes those that nothing names: all that is new, where ``finish(_:)`` failed or
    /// was never reached.
    func end() {
        store.endStage(number)
    }
}

extension RepositoryLimits {
    func check(folders: Int, octets: Int) throws(RepositoryLimitError) {
        guard folders <= repositoryFolders else {
            throw RepositoryLimitError(limit: .repositoryFolders, value: repositoryFolders)
        }
        guard octets <= repositoryFolderOctets else {
            throw RepositoryLimitError(limit: .repositoryFolderOctets, value: repositoryFolderOctets)
        }
    }
}

extension Database {
    fileprivate func has(_ repository: StoredRepository) throws -> Bool {
        try cell(sql: "SELECT count(*) FROM repository WHERE id = ?", arguments: [repository.id])?.flag() ?? false
    }

    /// The place of an object, which is added where it is not known, and is not dropped before the stage ends.
    fileprivate func stage(_ hash: ObjectHash, _ octets: [UInt8], _ stage: Int64) throws -> Int64 {
        let key = hash.data
        let id = try objectID(key) ?? insertObject(key, octets)
        try cachedStatement(sql: "INSERT OR IGNORE INTO temp.staged (object, stage) VALUES (?, ?)")
            .execute(arguments: [id, stage])
        return id
    }
}
