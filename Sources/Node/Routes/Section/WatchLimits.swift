/// Limits on stored data of the watch and on batches of its feeds.
public struct WatchLimits: Hashable, Sendable {
    /// Alerts that are kept, ended ones included.
    public var alerts = 100_000
    /// Changes of alerts that wait while they cannot be written.
    public var unwritten = 10_000
    /// Seconds for which a file that was read is remembered.
    public var fileMemory = 31_536_000.0
    /// Maximum number of routes in a batch.
    public var batch = 4_096
    /// Files that are open together, where several overlap in time.
    public var openFiles = 64
    /// Octets of a line of RIS Live.
    public var lineSize = 1_048_576
    /// Files of a watched folder that are looked at.
    public var folderFiles = 100_000

    /// Files that were read and are remembered.
    public var seenFiles = 1_000_000
    /// Deliveries that sinks have refused and that are kept.
    public var refused = 100_000
    /// Collectors of RIS Live that are feeds of their own.
    public var collectors = 200
    /// Files that are set aside because they crashed their reader.
    public var setAsideFiles = 1_000

    public init() {}
}
