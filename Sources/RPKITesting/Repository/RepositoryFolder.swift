internal import Foundation

/// A folder laid out as rsync leaves it: HOST/MODULE/PATH.
struct RepositoryFolder: Sendable {
    let path: String

    /// Writes files by their URIs. Files that are there are replaced, others stay.
    func write(_ files: [String: [UInt8]]) throws {
        let root = URL(fileURLWithPath: path, isDirectory: true)
        var made: Set<URL> = []
        for (uri, octets) in files {
            guard let scheme = uri.range(of: "://") else { continue }
            let file = root.appendingPathComponent(String(uri[scheme.upperBound...]))
            let parent = file.deletingLastPathComponent()
            if made.insert(parent).inserted {
                try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            }
            try Data(octets).write(to: file)
        }
    }

    /// Writes a trust anchor locator as NAME.tal; returns its path.
    func writeTAL(_ text: String, name: String) throws -> String {
        let root = URL(fileURLWithPath: path, isDirectory: true)
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let file = root.appendingPathComponent(name + ".tal")
        try Data(text.utf8).write(to: file)
        return file.path
    }
}
