public import DeskStore
internal import LocalFiles
public import SQLiteFile
internal import ServingStore

/// The folder of a node's databases, which one process at a time has for itself: `node.lock` in it says so.
///
/// `node.sqlite` of earlier versions becomes `serving.sqlite` and `desk.sqlite` when the folder is taken: first what cannot be
/// had again, then what can, each under its name when it is complete and on the disk. Only then is the old file renamed, and
/// kept. So a kill at any moment loses nothing: the next start goes on where this one was.
public final class StateFolder: Sendable {
    /// Result of importing `node.sqlite` of an earlier version.
    public struct Former: Hashable, Sendable {
        /// The path that it has now.
        public let path: String
        /// The parts that could not be read, and begin empty.
        public let damage: SQLiteFileError?
    }

    /// The steps of taking over what an earlier version has left.
    enum Step: CaseIterable {
        case desk
        case serving
        case aside
    }

    public let path: String
    /// Set where there was a file of an earlier version.
    public let former: Former?
    private let lock: FolderLock

    /// Takes the folder, which is made if it is not there.
    ///
    /// - Throws: ``SQLiteFileError/inUse(path:)`` while another process has it.
    public convenience init(_ path: String) throws(SQLiteFileError) {
        try self.init(path, passing: { (_) throws(SQLiteFileError) in })
    }

    /// - Parameter passing: Called after each step.
    init(_ path: String, passing: (Step) throws(SQLiteFileError) -> Void) throws(SQLiteFileError) {
        let lock: FolderLock
        do throws(LocalFileError) {
            try PrivateFiles.makeFolder(path)
            // On a full disk, or one that is read-only, a node can still serve what is stored.
            lock = try FolderLock(path, file: "node.lock", orFolder: true)
        } catch  where error.code == .inUse {
            throw .inUse(path: path)
        } catch {
            throw .folder(path: error.path, reason: error.reason)
        }
        self.path = path
        self.lock = lock
        former = try StateFolder.takeOver(path, passing)
    }

    /// Lets another process have the folder.
    public func release() {
        lock.release()
    }

    private static func takeOver(
        _ folder: String, _ passing: (Step) throws(SQLiteFileError) -> Void
    ) throws(SQLiteFileError) -> Former? {
        let file = FormerFile.node(in: folder)
        guard file.exists else { return nil }
        var damage: SQLiteFileError?
        func keepingDamage(_ body: () throws(SQLiteFileError) -> Void) throws(SQLiteFileError) {
            do throws(SQLiteFileError) {
                try body()
            } catch .damaged(let path, let reason) {
                damage = damage ?? .damaged(path: path, reason: reason)
            }
        }
        try keepingDamage { () throws(SQLiteFileError) in try DeskDatabase.takeOver(folder: folder) }
        try passing(.desk)
        try keepingDamage { () throws(SQLiteFileError) in try PayloadStore.takeOver(folder: folder) }
        try passing(.serving)
        let path = try file.setAside(damage == nil ? "migrated" : "damaged")
        try passing(.aside)
        return Former(path: path, damage: damage)
    }

    /// `desk.sqlite` of a node that may run, for another process.
    ///
    /// - Throws: ``SQLiteFileError``, also where no node has kept anything.
    public static func desk(of folder: String) throws(SQLiteFileError) -> DeskDatabase {
        let former = FormerFile.node(in: folder)
        if former.exists { try finish(former, in: folder) }
        return try DeskDatabase.open(existingIn: folder)
    }

    /// Takes over what an earlier version left, where no node does it: also the rest of it, after a kill in between.
    private static func finish(_ former: FormerFile, in folder: String) throws(SQLiteFileError) {
        let desk = folder + "/" + DeskDatabase.fileName
        let isThere = LocalFile.exists(desk)
        let taken: StateFolder
        do throws(SQLiteFileError) {
            taken = try StateFolder(folder)
        } catch .inUse {
            guard !isThere else { return }
            throw .database(path: former.path, reason: "a node of an earlier version is using it; restart that node")
        }
        taken.release()
        if let damage = taken.former?.damage, !LocalFile.exists(desk) { throw damage }
    }
}
