internal import ConfigurationKeys
internal import Logging

internal import struct FoundationEssentials.Date

/// What a module is made of, and what modules share.
struct ModuleContext: Sendable {
    /// Where the configuration is read from.
    let source: ConfigurationSource<NodeConfiguration>
    let loaded: LoadedConfiguration<NodeConfiguration>
    /// The program's version.
    let version: String
    /// The clock at the node's start.
    let started: Date
    let logger: Logger
    let clock: @Sendable () -> Date
    let alarms: Alarms
    /// What the node serves.
    let payloads: PayloadsState
    /// What feeds of routes show; `nil` where nothing asks for it.
    let seenRoutes: SeenRoutes?
    let databases: NodeDatabases
    /// Counts addresses down that are not listened at yet.
    let listeners: ListenerCountdown

    var configuration: NodeConfiguration { loaded.configuration }

    var limits: StateLimits { alarms.limits }
}
