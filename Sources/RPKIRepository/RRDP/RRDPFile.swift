internal import FoundationEssentials
internal import LocalFiles
internal import RPKIObjects

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A snapshot or delta file that a writer has made.
struct RRDPFile: Sendable {
    /// Relative to the repository's folder.
    let path: String
    let serial: RRDPSerial
    var octets = 0
    /// 64 hexadecimal digits.
    var digest = ""

    static func makeFolder(_ path: String) throws(RRDPWriterError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw RRDPWriterError(path: path, reason: "cannot be created: \(error)")
        }
    }

    /// Puts a file in place of what is there, so that a reader finds the one or the other.
    static func replace(_ path: String, with octets: [UInt8]) throws(RRDPWriterError) {
        do throws(LocalFileError) {
            try AtomicFile.write(octets.span, to: path, isSynced: false)
        } catch {
            throw RRDPWriterError(path: path, reason: error.reason)
        }
    }

    /// Removes a file, and the folders around it as far as they are empty.
    static func remove(_ path: String, in folder: String) throws(RRDPWriterError) {
        guard unlink(folder + "/" + path) == 0 || errno == ENOENT else {
            throw RRDPWriterError(path: path, reason: String(cString: strerror(errno)))
        }
        var parents = path.split(separator: "/").dropLast()
        while !parents.isEmpty, rmdir(folder + "/" + parents.joined(separator: "/")) == 0 { parents.removeLast() }
    }
}
