public import Foundation

/// A repository in memory, as ``RepositoryPlan/build()`` makes it.
public struct TestRepository: Sendable {
    /// The name of the trust anchor.
    public var name: String
    /// Files by their rsync URI; a trust anchor's certificate by its https URIs as well.
    public var files: [String: [UInt8]]
    /// The text of the trust anchor locator.
    public var tal: String
    /// Signed checklists, which no repository holds, by name.
    public var detached: [String: [UInt8]]
    /// What a validator ought to find at the time that the plan is for.
    public var expected: ExpectedPayloads
    /// That time.
    public var now: Date

    /// The URIs of all files, sorted.
    public var uris: [String] {
        files.keys.sorted()
    }

    /// Writes every file to `folder` as HOST/MODULE/PATH. Files that are there are replaced, others stay.
    public func write(to folder: String) throws {
        let root = URL(fileURLWithPath: folder, isDirectory: true)
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

    /// Writes the trust anchor locator to `folder` as NAME.tal; returns its path.
    @discardableResult
    public func writeTAL(to folder: String) throws -> String {
        let root = URL(fileURLWithPath: folder, isDirectory: true)
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let file = root.appendingPathComponent(name + ".tal")
        try Data(tal.utf8).write(to: file)
        return file.path
    }
}
