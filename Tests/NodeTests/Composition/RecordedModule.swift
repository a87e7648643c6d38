import ConfigurationKeys
import FoundationEssentials
import ServiceLifecycle
import TestSupport

@testable import Node

/// A module that writes down what is done with it.
struct RecordedModule: NodeModule {
    struct Failure: Error, Equatable {
        let name: String
    }

    let name: String
    let events: Locked<[String]>
    /// The sections that it takes over.
    var sections: Set<String> = []
    var refuses = false
    var beginFails = false
    var ending = ModuleService.Ending.leading
    /// What its service throws at its end.
    var failure: Failure?
    var fault: ModuleHealth.Fault?

    var services: [ModuleService] {
        [ModuleService(name, RecordedService(module: self), ending)]
    }

    func note(_ event: String) {
        events.withLock { $0.append("\(name) \(event)") }
    }

    func begin(with modules: [any NodeModule]) async throws {
        note("begins with \(modules.count)")
        if beginFails { throw Failure(name: name) }
    }

    func check(_ new: LoadedConfiguration<NodeConfiguration>) async throws {
        note(refuses ? "refuses" : "agrees")
        if refuses { throw Failure(name: name) }
    }

    func reload(_ new: LoadedConfiguration<NodeConfiguration>) async throws -> Set<String> {
        note("reloads")
        return sections
    }

    func act(on request: OperatorRequest) async { note("\(request)") }

    func health(at now: Date) -> ModuleHealth? { ModuleHealth(fault: fault) }

    func close() async { note("closes") }
}

private struct RecordedService: Service {
    let module: RecordedModule

    func run() async throws {
        module.note("runs")
        if let failure = module.failure { throw failure }
        if module.ending == .vital { try await gracefulShutdown() }
    }
}
