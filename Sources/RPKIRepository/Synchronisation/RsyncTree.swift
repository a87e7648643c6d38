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

/// What rsync left in a folder.
struct RsyncTree: Sendable {
    struct File: Sendable {
        let uri: RsyncURI
        /// Changes when the file does: made from its time and its size.
        let modified: Int64
    }

    /// The folder, with a slash at its end.
    let root: String
    /// The URI that the folder stands for, with a slash at its end.
    let uri: String
    let options: RsyncOptions

    /// The regular files; links and whatever else a server may have sent are not followed and not read.
    func files() throws(RsyncError) -> [File] {
        var files: [File] = []
        var octets = 0
        try add(to: &files, &octets, in: "", depth: 0)
        return files
    }

    private func add(
        to files: inout [File], _ octets: inout Int, in folder: String, depth: Int
    ) throws(RsyncError) {
        guard depth < 64 else { throw .tooLarge("folders nested more than 64 deep") }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: root + folder)
        } catch {
            throw .folder("\(folder): \(error)")
        }
        for name in names {
            var status = stat()
            guard lstat(root + folder + name, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                try add(to: &files, &octets, in: folder + name + "/", depth: depth + 1)
            case S_IFREG:
                guard let uri = RsyncURI(uri + folder + name) else { continue }
                octets += Int(status.st_size)
                guard octets <= options.moduleSize else {
                    throw .tooLarge("more than \(options.moduleSize) octets, the limit moduleSize")
                }
                guard files.count < options.moduleFiles else {
                    throw .tooLarge("more than \(options.moduleFiles) files, the limit moduleFiles")
                }
                let time = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
                files.append(File(uri: uri, modified: time &* 31 &+ Int64(status.st_size)))
            default: break
            }
        }
    }

    /// The octets of a file; `nil` when it is gone or too large.
    func octets(of file: File) -> [UInt8]? {
        let copy = LocalRepository(root: root, sizeLimit: options.objectSize)
        return try? copy.object(at: String(file.uri.description.dropFirst(uri.count)))
    }
}
