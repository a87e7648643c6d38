internal import FoundationEssentials
package import GRDB

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Opens a database that cannot be written, or that another process writes.
package enum ReadOnlyDatabase {
    /// Opens the database at `path` for reading alone.
    ///
    /// A database with a log ("WAL") needs files next to it even for reading. If these cannot be created, as on a full
    /// disk or in a read-only folder, it is read as it is if its log is empty, and otherwise from a copy in a folder
    /// for temporary files.
    ///
    /// - Throws: The error of SQLite, if none of these succeeds.
    package static func open(_ path: String) throws -> DatabaseQueue {
        do {
            return try checked(path)
        } catch {
            let size = (try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int) ?? 0
            if size == 0, let queue = try? checked(immutable(path)) { return queue }
            if let queue = try? copy(path) { return queue }
            throw error
        }
    }

    /// Opens it, and reads a page of it: SQLite looks at nothing before.
    private static func checked(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
        return queue
    }

    private static func immutable(_ path: String) -> String {
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        var uri = "file:"
        for octet in absolute.utf8 {
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                uri.unicodeScalars.append(Unicode.Scalar(octet))
            default:
                let digits = String(octet, radix: 16)
                uri += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return uri + "?immutable=1"
    }

    private static func copy(_ path: String) throws -> DatabaseQueue {
        for place in [FileManager.default.temporaryDirectory.path, "/dev/shm"] {
            let folder = place + "/atalaya-\(UInt64.random(in: .min ... .max))"
            guard mkdir(folder, 0o700) == 0 else { continue }
            // An open file stays readable without its name.
            defer { try? FileManager.default.removeItem(atPath: folder) }
            do {
                for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
                    try FileManager.default.copyItem(atPath: path + suffix, toPath: folder + "/copy" + suffix)
                }
                let queue = try DatabaseQueue(path: folder + "/copy")
                _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
                return queue
            } catch { continue }
        }
        throw DatabaseError(resultCode: .SQLITE_CANTOPEN)
    }
}
