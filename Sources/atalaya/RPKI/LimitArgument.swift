internal import ArgumentParser
internal import RPKIRepository
internal import RPKIValidation

/// `NAME=NUMBER`: one of the limits of `Docs/Limits.md`, by its name there.
struct LimitArgument: ExpressibleByArgument {
    /// The property that has the limit.
    enum Path {
        case validation(WritableKeyPath<ValidationLimits, Int>)
        case fetching(WritableKeyPath<SynchronisationOptions, Int>)
    }

    let path: Path
    let value: Int

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let path = LimitArgument.path(String(parts[0])), let value = Int(parts[1]),
            (1...1_000_000_000_000).contains(value)
        else { return nil }
        self.path = path
        self.value = value
    }

    static let names = WalkLimit.allCases.map(\.rawValue) + fetchingNames

    private static let fetchingNames = [
        "notificationSize", "snapshotSize", "deltaSize", "fetchedDeltas", "moduleSize", "moduleFiles",
        "repositoryObjects", "repositoryFolders", "repositorySize", "stateSize",
    ]

    private static func path(_ name: String) -> Path? {
        if let limit = WalkLimit(rawValue: name) { return .validation(limit.path) }
        return fetchingPath(name).map { .fetching($0) }
    }

    private static func fetchingPath(_ name: String) -> WritableKeyPath<SynchronisationOptions, Int>? {
        switch name {
        case "notificationSize": \.rrdp.notificationSize
        case "snapshotSize": \.rrdp.snapshotSize
        case "deltaSize": \.rrdp.deltaSize
        case "fetchedDeltas": \.rrdp.fetchedDeltas
        case "moduleSize": \.rsync.moduleSize
        case "moduleFiles": \.rsync.moduleFiles
        case "repositoryObjects": \.storage.repositoryObjects
        case "repositoryFolders": \.storage.repositoryFolders
        case "repositorySize": \.storage.repositorySize
        case "stateSize": \.storage.stateSize
        default: nil
        }
    }
}
