internal import FoundationEssentials
internal import RPKIObjects

/// A folder with the repositories of all hosts, as HOST/MODULE/PATH, in place of their servers.
struct RsyncMirror: Sendable {
    private let folder: String

    init(_ folder: String) {
        self.folder = folder
    }

    /// Makes `destination` what the directory at `uri` is, or writes the file at `uri` to it.
    func copy(_ uri: RsyncURI, to destination: String) throws(RsyncError) {
        let files = FileManager.default
        let origin = folder + "/" + uri.relativePath
        guard files.fileExists(atPath: origin) else {
            throw .failed(code: 23, message: "\(uri.relativePath): no such file or directory")
        }
        do {
            if files.fileExists(atPath: destination) { try files.removeItem(atPath: destination) }
            try files.copyItem(atPath: origin, toPath: destination)
        } catch {
            throw .folder("\(destination): \(error)")
        }
    }
}
