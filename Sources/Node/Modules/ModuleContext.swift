internal import ConfigurationKeys
internal import Logging

internal import struct FoundationEssentials.Date

/// The parts that a module is made of, and those that modules share.
struct ModuleContext: Sendable {
    /// The source of the configuration.
    let source: ConfigurationSource<NodeConfiguration>
    let loaded: LoadedConfiguration<NodeConfiguration>
    /// The program's version.
    let version: String
    /// The clock at the node's start.
    let started: Date
    let logger: Logger
    let clock: @Sendable () -> Date
    let alarms: Alarms
    /// The state of the served payloads.
    let payloads: PayloadsState
    /// What feeds of routes show; `nil` where nothing asks for it.
    let seenRoutes: SeenRoutes?
    let databases: NodeDatabases
    /// Who may log in to the console.
    let accounts: SharedAccounts
    /// Shows a line on the operator's terminal; `nil` where there is none.
    var announce: (@Sendable (String) -> Void)?
    /// Counts addresses down that are not listened at yet.
    let listeners: ListenerCountdown
    let alertLabel = AlertLabel()
    /// What the program brings along.
    var supplies = NodeSupplies()

    var configuration: NodeConfiguration { loaded.configuration }

    /// The clock of tokens, and of all else that decides who may do what.
    var accessClock: @Sendable () -> Date { supplies.accessClock ?? clock }

    var limits: StateLimits { alarms.limits }
}
