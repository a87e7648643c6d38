/// A limit of `Docs/Limits.md` on what one repository may send or hold, by its name there.
public enum RepositoryLimit: String, Hashable, Sendable, CaseIterable {
    // An RRDP file
    case notificationSize, snapshotSize, deltaSize, readingSeconds
    case tagSize, nameSize, commentSize, textSize, attributes, namespaces, attributeSize
    case elements, objectSize, listedDeltas, fetchedDeltas

    // An rsync module
    case moduleSize, moduleFiles, moduleDepth

    // What the store holds
    case repositoryObjects, repositoryFolders, repositoryFolderOctets, repositorySize, stateSize
}

/// An error that may say which limit was reached.
package protocol LimitReaching: Error {
    var reachedLimit: RepositoryLimit? { get }
}
