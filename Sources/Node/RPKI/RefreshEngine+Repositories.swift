internal import FoundationEssentials
internal import Logging
internal import RPKIRepository

extension RefreshEngine {
    /// Counts the limits that repositories reached in a walk, and raises their alarms; the same where the disk is full.
    func reportLimits(of synchroniser: Synchroniser, at now: Date) {
        for reached in synchroniser.takeReachedLimits() {
            let times = reached.count == 1 ? "once" : "\(reached.count) times"
            alarms.reached(
                limit: reached.limit.name,
                "repositories reached this limit \(times); the last one was \(reached.repository)",
                count: UInt64(clamping: reached.count), at: now)
        }
        let store = synchroniser.store
        guard store.lacksRoom else {
            alarms.clear(alarm: "store", subject: "disk")
            return
        }
        let message = "disk full: the results of validation are served, but could not be stored for the next run"
        logger.error(
            "could not store the results of validation", metadata: ["reason": "no space left for \(store.folder)"])
        alarms.raise(Alarm(kind: "store", subject: "disk", message: message, since: now))
    }
}

extension RepositoryLimit {
    /// The name in `Docs/Limits.md`, as a constant.
    fileprivate var name: StaticString {
        switch self {
        case .notificationSize: "notificationSize"
        case .snapshotSize: "snapshotSize"
        case .deltaSize: "deltaSize"
        case .readingSeconds: "readingSeconds"
        case .tagSize: "tagSize"
        case .nameSize: "nameSize"
        case .commentSize: "commentSize"
        case .textSize: "textSize"
        case .attributes: "attributes"
        case .namespaces: "namespaces"
        case .attributeSize: "attributeSize"
        case .elements: "elements"
        case .objectSize: "objectSize"
        case .listedDeltas: "listedDeltas"
        case .fetchedDeltas: "fetchedDeltas"
        case .moduleSize: "moduleSize"
        case .moduleFiles: "moduleFiles"
        case .moduleDepth: "moduleDepth"
        case .repositoryObjects: "repositoryObjects"
        case .repositoryFolders: "repositoryFolders"
        case .repositoryFolderOctets: "repositoryFolderOctets"
        case .repositorySize: "repositorySize"
        case .stateSize: "stateSize"
        }
    }
}
