internal import Access
internal import ConfigurationKeys
internal import DeskStore
internal import HTTPService
internal import Logging
internal import Synchronization

/// The door to the node over HTTP, where the configuration has it listen: answers for all modules, and says how the node is doing.
final class HTTPModule: ConfiguredModule {
    static let sections: [SectionDeclaration] = [.init(\.http), .init(\.metrics)]

    private let context: ModuleContext
    private let api = Mutex<APIService?>(nil)
    private let audit: (access: AuditedAccess, service: AuditService)?

    init(_ context: ModuleContext) throws {
        self.context = context
        audit = try HTTPModule.audit(context)
        context.listeners.expect(context.configuration.http.listeners.count)
    }

    var services: [ModuleService] {
        let api = api.withLock { $0 }.map { [ModuleService("http", $0, .vital, isListener: true)] } ?? []
        return api + (audit.map { [ModuleService("audit", $0.service, .restarted)] } ?? [])
    }

    /// Records access decisions; `nil` where nothing is served over HTTP, or there is no `desk.sqlite`: then they are lines of
    /// the log.
    private static func audit(_ context: ModuleContext) throws -> (access: AuditedAccess, service: AuditService)? {
        let http = context.configuration.http
        guard !http.listeners.isEmpty else { return nil }
        guard let desk = try context.databases.desk() else {
            context.logger.warning(
                "access decisions are recorded in the log only: the database cannot be used",
                metadata: ["file": "\(DeskDatabase.fileName)"])
            return nil
        }
        let access = AuditedAccess(AuditQueue(), lines: AccessLines(context.logger, limit: HTTPLimits().accessLines))
        let service = AuditService(
            desk.audit, access: access, settings: http.audit, alarms: context.alarms, logger: context.logger,
            clock: context.clock)
        return (access, service)
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
        let (accounts, configuration) = (try context.accounts.accounts(), context.configuration)
        if let audit { accounts?.record(in: audit.access) }
        let people: (any SessionAuthority)? =
            if let accounts { accounts } else if configuration.console.enabled { UnreadableAccounts() } else { nil }
        var (rules, hosts) = (http.rules, http.hosts)
        if let url = configuration.console.url, let parsed = try? WebURL(url) { hosts.append(parsed.host) }
        if let origin = configuration.consoleOrigin { rules.ownOrigins = [origin] }
        let api = APIService(
            documents: documents, listen: http.listeners,
            certificate: try http.tls.files.map { try CurrentCertificate($0) }, hosts: hosts, rules: rules,
            people: people, log: audit?.access, limits: limits, logger: context.logger, clock: context.clock,
            onListening: { _ in listeners.listens() })
        self.api.withLock { $0 = api }
    }

    func check(_ new: LoadedConfiguration<NodeConfiguration>) async throws { try await api.withLock { $0 }?.check(new) }

    func reload(_ new: LoadedConfiguration<NodeConfiguration>) throws -> Set<String> {
        try api.withLock { $0 }?.reload(new) ?? []
    }

    func close() async {
        // What was decided while the others ended.
        await audit?.service.write()
    }
}
