internal import GRDB
internal import LocalFiles

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

extension DatabaseFile {
    /// Puts the file at `scratch` in the place of this one, which nothing may have open, and keeps this one under another name.
    ///
    /// At any moment there is one of them under the name.
    ///
    /// - Parameter word: What the new name of this one ends in.
    /// - Returns: that name; `nil` where there was no file.
    package func replace(with scratch: String, keepingAs word: String) throws(SQLiteFileError) -> String? {
        do throws(LocalFileError) {
            guard LocalFile.exists(path) else {
                for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
                try LocalFile.rename(scratch, to: path)
                return nil
            }
            // What is in the log of a sound file is of the file.
            if let queue = try? DatabaseQueue(path: path) {
                try? queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
                try? queue.close()
            }
            let aside = DatabaseFile.freeName(path, word)
            // Some file systems know no second name of a file.
            guard link(path, aside) == 0 || rename(path, aside) == 0 else { throw LocalFileError(aside) }
            // The log of one file must never come next to another.
            rename(path + "-wal", aside + "-wal")
            unlink(path + "-shm")
            try LocalFile.rename(scratch, to: path)
            return aside
        } catch {
            throw .database(path: error.path, reason: error.reason)
        }
    }

    /// A name next to `path` that no file has: with `word` at its end, and a number where that is taken.
    static func freeName(_ path: String, _ word: String) -> String {
        var name = "\(path).\(word)"
        var number = 2
        while LocalFile.exists(name) {
            name = "\(path).\(word)-\(number)"
            number += 1
        }
        return name
    }
}
