internal import FoundationEssentials
internal import GRDB
internal import LocalFiles

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file of an earlier version of the program, whose tables are in other files now.
package struct FormerFile: Sendable {
    package let path: String
    private let applicationID: Int64
    private let versions: ClosedRange<Int>

    /// - Parameter versions: Those that the program ever wrote.
    package init(_ path: String, applicationID: Int64, versions: ClosedRange<Int>) {
        self.path = path
        self.applicationID = applicationID
        self.versions = versions
    }

    /// `node.sqlite` of a folder, in which versions before 0.2 had what is in `serving.sqlite` and `desk.sqlite` now.
    package static func node(in folder: String) -> FormerFile {
        // "ATLN".
        FormerFile(folder + "/node.sqlite", applicationID: 0x4154_4c4e, versions: 1...3)
    }

    package var exists: Bool { LocalFile.exists(path) }

    /// - Throws: where what is attached as `name` is not this file.
    func check(_ db: Database, as name: String) throws {
        let version = Int(try db.cell(sql: "PRAGMA \(name).user_version")?.integer() ?? 0)
        let application = try db.cell(sql: "PRAGMA \(name).application_id")?.integer() ?? 0
        let isEmpty = try db.cell(sql: "SELECT count(*) FROM \(name).sqlite_master")?.integer() == 0
        if version == 0, application == 0, isEmpty { return }
        guard application == applicationID, version >= versions.lowerBound else {
            throw SQLiteFileError.foreign(path: path)
        }
        guard version <= versions.upperBound else {
            throw SQLiteFileError.newerSchema(path: path, found: version, known: versions.upperBound)
        }
    }

    /// Renames the file, which may not be open, so that it is kept and never read again; its log goes with it.
    ///
    /// - Parameter word: What the new name ends in; a number follows where there is such a file.
    /// - Returns: the path that it has now.
    package func setAside(_ word: String) throws(SQLiteFileError) -> String {
        let aside = DatabaseFile.freeName(path, word)
        // One file, without a log next to it, is easier to keep. A damaged one stays as it is.
        if let queue = try? DatabaseQueue(path: path) {
            try? queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            try? queue.close()
        }
        guard rename(path, aside) == 0 else { throw .database(path: path, reason: String(cString: strerror(errno))) }
        rename(path + "-wal", aside + "-wal")
        unlink(path + "-shm")
        do throws(LocalFileError) {
            try LocalFile.syncFolder(of: path)
        } catch {
            throw .database(path: error.path, reason: error.reason)
        }
        return aside
    }
}
