internal import ConfigurationKeys
internal import HTTPService
internal import Synchronization

/// The door to the node over HTTP, where the configuration has it listen: answers for all modules, and says how the node is doing.
final class HTTPModule: ConfiguredModule {
    static let sections: [SectionDeclaration] = [.init(\.http), .init(\.metrics)]

    private let context: ModuleContext
    private let api = Mutex<APIService?>(nil)

    init(_ context: ModuleContext) {
        self.context = context
        context.listeners.expect(context.configuration.http.listeners.count)
    }

    var services: [ModuleService] {
        api.withLock { $0 }.map { [ModuleService("http", $0, .vital, isListener: true)] } ?? []
    }

    func begin(with modules: [any NodeModule]) throws {
        let http = context.configuration.http
        if http.listeners.isEmpty { return }
        let documents = NodeDocuments(
            modules: modules, version: context.version, started: context.started, alarms: context.alarms,
            metricNames: context.configuration.metrics.names)
        var limits = APILimits()
        limits.http.connections = http.maxConnections
        limits.http.connectionsPerAddress = http.maxConnectionsPerAddress
        limits.http.requestSeconds = http.requestTimeout.wholeSeconds
        let listeners = context.listeners
        let api = APIService(
            documents: documents, listen: http.listeners,
            certificate: try http.tls.files.map { try CurrentCertificate($0) }, hosts: http.hosts, rules: http.rules,
            limits: limits, logger: context.logger, clock: context.clock, onListening: { _ in listeners.listens() })
        self.api.withLock { $0 = api }
    }

    var mayRefuse: Bool { true }

    func reload(_ new: LoadedConfiguration<NodeConfiguration>) throws -> Set<String> {
        try api.withLock { $0 }?.reload(new) ?? []
    }
}
