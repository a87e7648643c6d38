internal import FoundationEssentials
internal import RPKIObjects
internal import RPKIValidation

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A folder that rsync wrote.
struct RsyncTree: Sendable {
    struct File: Sendable {
        let uri: RsyncURI
        let octets: Int
        /// Changes when the file does: made from its time and its size.
        let modified: Int64
    }

    /// The folder, with a slash at its end.
    let root: String
    /// The URI of the folder, with a slash at its end.
    let uri: String
    let options: RsyncOptions

    /// Folders one in another.
    static let depth = 64

    /// The counts so far: of everything in the folder, of any type and with any name.
    private struct Sum {
        var entries = 0
        var octets = 0
        var files: [File] = []
        let keepsFiles: Bool
    }

    /// The regular files that have the names of objects. Links, and anything else that a server may have sent, are
    /// neither followed nor read.
    ///
    /// - Throws: ``RsyncError/limit(_:value:)`` also for the sum of what is not given.
    func files() throws(RsyncError) -> [File] {
        var sum = Sum(keepsFiles: true)
        try add(to: &sum, in: [], depth: 0)
        return sum.files
    }

    /// Octets of all that is there.
    func octets() throws(RsyncError) -> Int {
        var sum = Sum(keepsFiles: false)
        try add(to: &sum, in: [], depth: 0)
        return sum.octets
    }

    /// - Parameter folder: relative to the root, in the octets that the file system has; they need not be UTF-8.
    private func add(to sum: inout Sum, in folder: [UInt8], depth: Int) throws(RsyncError) {
        guard depth < RsyncTree.depth else { throw .limit(.moduleDepth, value: RsyncTree.depth) }
        var folders: [[UInt8]] = []
        let failure = RsyncTree.forEachEntry(Array(root.utf8) + folder) { name, status throws(RsyncError) in
            sum.entries += 1
            guard sum.entries <= options.moduleFiles else {
                throw .limit(.moduleFiles, value: options.moduleFiles)
            }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: folders.append(folder + name + [0x2f])
            case S_IFREG:
                sum.octets = sum.octets.addingReportingOverflow(Int(status.st_size)).partialValue
                guard sum.octets >= 0, sum.octets <= options.moduleSize else {
                    throw .limit(.moduleSize, value: options.moduleSize)
                }
                guard sum.keepsFiles,
                    let uri = RsyncURI(uri + String(decoding: folder + name, as: UTF8.self))
                else { return }
                let time = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
                sum.files.append(
                    File(
                        uri: uri, octets: Int(status.st_size), modified: time &* 31 &+ Int64(status.st_size)))
            default: break
            }
        }
        switch failure {
        case .none: break
        case .refused(let error): throw error
        // rsync removes folders while this looks at them.
        case .system(ENOENT) where depth > 0: break
        case .system(let code):
            throw .folder("\(String(decoding: folder, as: UTF8.self)): \(String(cString: strerror(code)))")
        }
        for folder in folders { try add(to: &sum, in: folder, depth: depth + 1) }
    }

    private enum Failure {
        case none
        case refused(RsyncError)
        case system(Int32)
    }

    /// Gives each entry of a folder with its status.
    private static func forEachEntry(
        _ path: [UInt8], _ body: ([UInt8], stat) throws(RsyncError) -> Void
    ) -> Failure {
        guard let stream = opendir((path + [0]).map { CChar(bitPattern: $0) }) else { return .system(errno) }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            guard name != [0x2e], name != [0x2e, 0x2e] else { continue }
            var status = stat()
            // What cannot be looked at counts too.
            if fstatat(dirfd(stream), (name + [0]).map { CChar(bitPattern: $0) }, &status, AT_SYMLINK_NOFOLLOW) != 0 {
                status = stat()
            }
            do throws(RsyncError) {
                try body(name, status)
            } catch {
                return .refused(error)
            }
        }
        return .none
    }

    /// The octets of a file; `nil` when it is gone or too large.
    func octets(of file: File) -> [UInt8]? {
        let copy = LocalRepository(root: root, sizeLimit: options.objectSize)
        return try? copy.object(at: String(file.uri.description.dropFirst(uri.count)))
    }

    /// Removes everything, regardless of the names.
    func remove() {
        RsyncTree.remove(Array(root.utf8), depth: 0)
    }

    private static func remove(_ folder: [UInt8], depth: Int) {
        var folders: [[UInt8]] = []
        _ = forEachEntry(folder) { name, status throws(RsyncError) in
            let path = folder + name
            if status.st_mode & S_IFMT == S_IFDIR {
                folders.append(path + [0x2f])
            } else {
                unlink((path + [0]).map { CChar(bitPattern: $0) })
            }
        }
        // As deep as a file system goes: a path has at most 4,096 octets.
        if depth < 2048 { for folder in folders { remove(folder, depth: depth + 1) } }
        rmdir((folder + [0]).map { CChar(bitPattern: $0) })
    }
}
