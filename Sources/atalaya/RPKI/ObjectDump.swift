internal import FoundationEssentials
internal import LocalFiles
internal import RPKIObjects
internal import RPKIRepository

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Everything that the store has, as files HOST/MODULE/PATH of a folder. What cannot be a file there is left out.
struct ObjectDump {
    /// An object that was left out, and why.
    struct Omission {
        let uri: String
        let reason: String
    }

    let folder: String

    /// Octets of a name, and of a path, that file systems take.
    private static let nameSize = 255
    private static let pathSize = 4095

    /// Writes all objects of the store.
    ///
    /// - Returns: those that were left out.
    /// - Throws: ``Failure`` where the folder cannot be written, such as on a full disk, and what the store throws.
    func write(_ store: ObjectStore) throws -> [Omission] {
        var omissions: [Omission] = []
        var folders: Set<String> = []
        try store.forEachObject { uri, octets in
            if let reason = try write(uri, octets, &folders) {
                omissions.append(Omission(uri: uri, reason: reason))
            }
        }
        return omissions
    }

    /// - Returns: why the object was left out.
    private func write(_ uri: String, _ octets: [UInt8], _ folders: inout Set<String>) throws -> String? {
        guard let path = RsyncURI(uri)?.relativePath else { return "is not the URI of a file" }
        let parts = path.utf8.split(separator: 0x2f, omittingEmptySubsequences: false)
        for part in parts {
            if part.isEmpty || part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) {
                return "a component of its path is empty or consists only of dots"
            }
            if part.count > ObjectDump.nameSize {
                return "a component of its path has \(part.count) octets, more than the \(ObjectDump.nameSize) that a "
                    + "file system allows"
            }
        }
        let file = folder + "/" + path
        // The name under which it is written until it is whole is longer.
        guard file.utf8.count + 7 <= ObjectDump.pathSize,
            (parts.last?.count ?? 0) + 7 <= ObjectDump.nameSize
        else { return "its path is too long for a file system" }
        let parent = String(file.prefix(upTo: file.lastIndex(of: "/") ?? file.startIndex))
        if !folders.contains(parent) {
            if let reason = try makeFolder(parent) { return reason }
            folders.insert(parent)
        }
        if try kind(of: file) == S_IFDIR { return "a folder with this name exists" }
        try AtomicFile.write(file) { (write) throws(Failure) in try write(octets.span) }
        return nil
    }

    /// Makes a folder and those above it, which nothing but a file can be in the way of.
    private func makeFolder(_ path: String) throws(Failure) -> String? {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            return nil
        } catch {
            // A URI may go through what is a file by another URI.
            var place = folder
            for part in path.utf8.dropFirst(folder.utf8.count).split(separator: 0x2f) {
                place += "/" + (String(part) ?? "")
                if try kind(of: place) == S_IFREG { return "a file has the name of one of its folders" }
            }
            throw Failure("\(path): \(error)")
        }
    }

    /// The type of file at a path; `nil` if there is none.
    private func kind(of path: String) throws(Failure) -> mode_t? {
        var status = stat()
        guard lstat(path, &status) != 0 else { return status.st_mode & S_IFMT }
        guard errno == ENOENT || errno == ENOTDIR else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
        return nil
    }
}
