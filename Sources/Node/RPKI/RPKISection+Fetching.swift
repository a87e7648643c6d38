public import ConfigurationKeys

extension RPKISection {
    /// Time limits for fetching a repository.
    public struct Timeouts: ConfigurationSection {
        public var connect = Duration.seconds(15)
        /// Without an octet.
        public var idle = Duration.seconds(60)
        /// One refresh of one repository, RRDP and rsync together.
        public var total = Duration.seconds(900)

        public init() {}

        public static let keys: [ConfigurationKey<Self>] = [
            .init(
                "connect", \.connect, .duration(.seconds(1) ... .seconds(600)),
                "Time limit for a connection to a server."),
            .init(
                "idle", \.idle, .duration(.seconds(1) ... .seconds(3600)),
                "Longest time without data from a server."),
            .init(
                "total", \.total, .duration(.seconds(1) ... .seconds(86_400)),
                "Time limit for one refresh of one repository."),
        ]
    }

    /// Limits on fetched data; `Docs/Limits.md` describes what happens when one is reached.
    public struct FetchBounds: ConfigurationSection {
        /// Octets of an RRDP notification.
        public var notificationSize = 16_777_216
        /// Octets of an RRDP snapshot.
        public var snapshotSize = 2_000_000_000
        /// Octets of one RRDP delta.
        public var deltaSize = 500_000_000
        /// Deltas followed in one refresh; beyond, the snapshot is taken.
        public var deltas = 300
        /// Octets, and files, of one rsync module.
        public var moduleSize = 2_000_000_000
        public var moduleFiles = 2_000_000
        /// Maximum stored data of one repository: objects, folders, and octets of objects.
        public var repositoryObjects = 1_000_000
        public var repositoryFolders = 50_000
        public var repositorySize = 4_000_000_000
        /// Octets of the state folder.
        public var stateSize = 40_000_000_000
        /// Repositories that the CAs of one trust anchor may name.
        public var repositories = 5000
        public var connectionsPerHost = 4
        /// Maximum number of repositories fetched simultaneously.
        public var fetches = 16
        /// Minimum average octets per second.
        public var minimumRate = 10_000

        public init() {}

        public static let keys: [ConfigurationKey<Self>] = [
            .init(
                "notification-size", \.notificationSize, .size(10_000...1_000_000_000),
                "Maximum size of an RRDP notification, uncompressed."),
            .init(
                "snapshot-size", \.snapshotSize, .size(1_000_000...100_000_000_000),
                "Maximum size of an RRDP snapshot, uncompressed."),
            .init(
                "delta-size", \.deltaSize, .size(1_000_000...100_000_000_000),
                "Maximum size of an RRDP delta, uncompressed."),
            .init(
                "deltas", \.deltas, .number(0...100_000),
                "Maximum number of deltas to apply in one refresh; if there are more, the snapshot is fetched."),
            .init(
                "module-size", \.moduleSize, .size(1_000_000...100_000_000_000),
                "Maximum size of an rsync module."),
            .init(
                "module-files", \.moduleFiles, .number(1...100_000_000),
                "Maximum number of files in an rsync module."),
            .init(
                "repository-objects", \.repositoryObjects, .number(1...100_000_000),
                "Maximum number of stored objects of one repository."),
            .init(
                "repository-folders", \.repositoryFolders, .number(1...10_000_000),
                "Maximum number of stored folders of one repository."),
            .init(
                "repository-size", \.repositorySize, .size(1_000_000...100_000_000_000),
                "Maximum size of the stored objects of one repository."),
            .init(
                "state-size", \.stateSize, .size(10_000_000...100_000_000_000_000),
                "Maximum size of all stored repositories; 1/8 of it is reserved for repositories that are stored already."
            ),
            .init(
                "repositories", \.repositories, .number(1...1_000_000),
                "Maximum number of repositories that the CAs of one trust anchor may name."),
            .init(
                "connections-per-host", \.connectionsPerHost, .number(1...1000),
                "Maximum number of simultaneous connections to one host."),
            .init(
                "fetches", \.fetches, .number(1...1000), "Maximum number of repositories to fetch simultaneously."),
            .init(
                "minimum-rate", \.minimumRate, .size(0...1_000_000_000),
                "Minimum average speed of a server, octets per second; a slower transfer is stopped."),
        ]
    }
}
