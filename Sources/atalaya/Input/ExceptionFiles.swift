internal import FoundationEssentials
internal import LocalFiles
internal import Node
internal import ValidatedPayloads

/// Local exceptions (SLURM) that are read again when one of their files changes.
struct ExceptionFiles: LocalExceptions {
    let paths: [String]
    private(set) var current: SLURM?
    private var stamps: [FileStamp?] = []

    /// - Throws: When a file cannot be used: payloads that the operator filters must not be served.
    init(_ paths: [String]) throws(Failure) {
        self.paths = paths
        stamps = paths.map { FileStamp(at: $0) }
        current = try ExceptionFiles.read(paths)
    }

    /// Reads the files again if they changed, or if `isForced`. Gives whether there is something new.
    ///
    /// - Throws: When one of them cannot be used; what was read before stays.
    mutating func look(isForced: Bool) throws(Failure) -> Bool {
        let found = paths.map { FileStamp(at: $0) }
        guard !paths.isEmpty, isForced || found != stamps else { return false }
        stamps = found
        let new = try ExceptionFiles.read(paths)
        defer { current = new }
        return new != current
    }

    func applied(to set: PayloadSet) -> PayloadSet {
        current?.applied(to: set).set ?? set
    }

    /// The exceptions of the files together; `nil` when there are none.
    static func read(_ paths: [String]) throws(Failure) -> SLURM? {
        if paths.isEmpty { return nil }
        var files: [SLURMFile] = []
        for path in paths {
            let octets = try InputFile.read(path, limit: 1 << 28)
            do {
                files.append(try SLURMFile(octets, path: path))
            } catch {
                throw Failure("\(path): \(error)")
            }
        }
        do {
            return try SLURM(files)
        } catch {
            throw Failure("\(paths[error.first]) and \(paths[error.second]): \(error)")
        }
    }
}
