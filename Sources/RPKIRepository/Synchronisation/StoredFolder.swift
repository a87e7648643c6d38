internal import RPKIObjects
internal import RPKIValidation
internal import SQLiteFile
internal import Synchronization

/// A publication point as the store has it.
final class StoredFolder: ObjectFolder {
    private let store: ObjectStore
    private let directory: String
    /// The folder in the store; `nil` when the repository has none of this name.
    private let id: Int64?
    let stamp: FolderStamp?
    private let index: SynchronisedRepository
    /// Called if the store cannot be read.
    private let fault: @Sendable (SQLiteFileError) -> Void
    private let listing = Mutex<[String: (hash: ObjectHash, object: Int64)]?>(nil)

    init(
        _ directory: String, of index: SynchronisedRepository, in store: ObjectStore,
        fault: @escaping @Sendable (SQLiteFileError) -> Void
    ) {
        self.store = store
        self.fault = fault
        self.directory = directory
        self.index = index
        let folder = index.folders[directory]
        id = folder?.id
        stamp = FolderStamp(repository: index.id, generation: folder?.changed ?? 0)
    }

    func object(at uri: RsyncURI) throws(SourceError) -> [UInt8]? {
        do throws(SQLiteFileError) {
            guard let entry = try entry(uri), let octets = try store.octets(of: entry.object) else { return nil }
            guard ObjectHash(of: octets) == entry.hash else {
                throw .damaged(path: store.folder + ObjectStore.fileName, reason: "\(uri) differs from what was stored")
            }
            return octets
        } catch {
            fault(error)
            throw SourceError("\(error)")
        }
    }

    func hash(at uri: RsyncURI) -> ObjectHash? {
        try? entry(uri)?.hash
    }

    private func entry(_ uri: RsyncURI) throws(SQLiteFileError) -> (hash: ObjectHash, object: Int64)? {
        let text = uri.description
        guard text.hasPrefix(directory), !text.utf8.dropFirst(directory.utf8.count).contains(0x2f) else {
            // A manifest elsewhere in the repository: refused later, but for what it is.
            let name = uri.fileName
            guard let other = index.folders[String(text.dropLast(name.utf8.count))] else { return nil }
            return try store.listing(of: other.id)[name]
        }
        guard let id else { return nil }
        let name = String(text.dropFirst(directory.utf8.count))
        if let known = listing.withLock({ $0 }) { return known[name] }
        let found = try store.listing(of: id)
        listing.withLock { $0 = found }
        return found[name]
    }
}
