internal import LocalFiles
internal import SQLiteFile
internal import Synchronization

/// Measures the state folder, and whether there is room for more.
final class StoreMeter: Sendable {
    private let folder: String
    /// Octets of the database, of rsync's copies, and of what is being fetched.
    private let database = Atomic(0)
    private let copies = Atomic(0)
    private let spooled = Atomic(0)

    init(folder: String) {
        self.folder = folder
    }

    /// Octets of all.
    var octets: Int {
        database.load(ordering: .relaxed) &+ copies.load(ordering: .relaxed) &+ spooled.load(ordering: .relaxed)
    }

    func note(database octets: Int) { database.store(octets, ordering: .relaxed) }
    func note(copies octets: Int) { copies.store(octets, ordering: .relaxed) }
    func spool(_ octets: Int) { spooled.add(octets, ordering: .relaxed) }

    /// A new spool in the state folder, whose octets count.
    func newSpool() throws(LocalFileError) -> Spool {
        try Spool(in: folder) { self.spool($0) }
    }

    /// Octets that the disk has to keep free for others when a repository has taken `octets` of it so far: one that takes
    /// much leaves room for those that take little, and for what SQLite needs to undo its work.
    private static func floor(after octets: Int, of disk: Int) -> Int {
        let floor = min(disk / 10, 64 << 20)
        return octets < 1 << 18 ? floor / 4 : floor
    }

    /// True if the disk might not have room for a log of the database that is written into the file after `coming` more
    /// octets.
    func isTight(log: String, coming: Int) -> Bool {
        guard let disk = DiskSpace(folder) else { return false }
        let octets = (FileStamp(at: log)?.size).map { Int(clamping: $0) } ?? 0
        return octets > 0 && disk.free < 2 * (octets + coming)
    }

    /// True if the disk has little more than what fetches leave for others.
    var isNearlyFull: Bool {
        DiskSpace(folder).map { $0.free < 4 * StoreMeter.floor(after: .max, of: $0.total) } ?? false
    }

    /// Fails when the state folder is not to have `more` octets.
    ///
    /// - Parameters:
    ///   - taken: octets that the repository has taken so far.
    ///   - isKnown: whether it was fetched before.
    func admit(
        _ more: Int, taken: Int, isKnown: Bool, limits: RepositoryLimits
    ) throws {
        let quota = isKnown ? limits.stateSize : limits.stateSize / 8 * 7
        guard octets &+ more <= quota else { throw RepositoryLimitError(limit: .stateSize, value: quota) }
        guard let disk = DiskSpace(folder), more > disk.free - StoreMeter.floor(after: taken, of: disk.total) else {
            return
        }
        throw SQLiteFileError.full(path: folder, reason: "the disk is full: no space left for this repository")
    }
}
