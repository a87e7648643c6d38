import ServiceLifecycle
import TestSupport
import Testing

@testable import Node

/// A module whose service ends when there is an alarm, or after a while, and the node with it.
struct WaitingModule: NodeModule {
    let alarms: Alarms

    var services: [ModuleService] { [ModuleService("waiting", WaitingService(alarms: alarms), .leading)] }
}

private struct WaitingService: Service {
    let alarms: Alarms

    func run() async throws {
        try await eventually(within: .seconds(30)) { !alarms.current.isEmpty }
    }
}
