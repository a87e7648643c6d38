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
    /// The results that a validator should find at the time of the plan.
    public var expected: ExpectedPayloads
    /// That time.
    public var now: Date

    /// The URIs of all files, sorted.
    public var uris: [String] {
        files.keys.sorted()
    }

    /// Writes every file to `folder` as HOST/MODULE/PATH. Files that are there are replaced, others stay.
    public func write(to folder: String) throws {
        try RepositoryFolder(path: folder).write(files)
    }

    /// Writes the trust anchor locator to `folder` as NAME.tal; returns its path.
    @discardableResult
    public func writeTAL(to folder: String) throws -> String {
        try RepositoryFolder(path: folder).writeTAL(tal, name: name)
    }
}
