internal import Access
internal import ConfigurationKeys
internal import Fetching
internal import HTTPService
internal import Logging
internal import ServiceLifecycle

internal import struct FoundationEssentials.Date

/// Serves the routes of a node's modules over HTTP.
///
/// The paths and answers are described by `GET /openapi.yaml`.
struct APIService: Service {
    private let door: Door
    private let server: HTTPServer
    let certificate: CurrentCertificate?
    /// What of the rules stays as it was at the start.
    private let fixed: DoorRules

    /// - Parameters:
    ///   - documents: What is said of the node, by its modules; their routes are served.
    ///   - listen: Each gets a listener of its own; with none, nothing is served.
    ///   - certificate: What listeners with TLS need.
    ///   - hosts: Names and addresses that requests may name as their host, in addition to the address that a connection
    ///     came to and to `localhost` on loopback.
    ///   - rules: Who may use it, until others come.
    ///   - people: Knows who has logged in; `nil` where no one can.
    ///   - log: Where decisions about access are recorded; `nil` for lines in `logger`.
    ///   - usage: What the process uses, for `/metrics`; `nil` where that cannot be known.
    ///   - clock: The time that ages and expiry are reckoned from.
    ///   - onListening: Called once for each listener, with the port that was bound.
    init(
        documents: NodeDocuments, listen: [HTTPListener], certificate: CurrentCertificate? = nil, hosts: [String] = [],
        rules: DoorRules = HTTPSection().rules, people: (any SessionAuthority)? = nil,
        log: (any AccessLog)? = nil,
        limits: APILimits = APILimits(), logger: Logger,
        usage: @escaping @Sendable () -> ProcessUsage? = { ProcessUsage.current() },
        clock: @escaping @Sendable () -> Date,
        onListening: @escaping @Sendable (HTTPListener) async -> Void = { _ in }
    ) {
        let tools = RouteTools(alarms: documents.alarms, limits: limits, clock: clock)
        let routes = NodeRoutes(documents: documents, tools: tools, usage: usage).all(with: documents.modules)
        fixed = rules
        door = Door(
            HTTPRouteTable(routes), rules: rules, people: people,
            pages: documents.modules.lazy.compactMap(\.pages).first ?? .plain,
            log: log ?? AccessLines(logger, limit: limits.http.accessLines), clock: clock)
        server = HTTPServer(
            door, tools.answers, hosts: ServedHosts(hosts), listeners: listen, certificate: certificate,
            logger: logger, onListening: onListening)
        self.certificate = certificate
    }

    /// Serves until the service group ends; requests that are being answered have a second for it.
    ///
    /// - Throws: When an address cannot be bound.
    func run() async throws {
        do {
            try await server.run()
        } catch let error as HTTPListenError {
            throw ListenError(
                key: error.listener.isTLS ? "http.tls.listen" : "http.listen", address: "\(error.listener)", error.cause
            )
        }
    }

    /// Takes over what a configuration says about who may use it, and reads the certificate again.
    ///
    /// - Throws: Where certificate and key cannot be used; those of before stay then.
    func use(_ configuration: HTTPSection) throws {
        if let certificate, let files = configuration.tls.files { try certificate.use(files) }
        var rules = configuration.rules
        (rules.proxies, rules.ownOrigins) = (fixed.proxies, fixed.ownOrigins)
        door.use(rules)
    }
}

extension APIService: ReloadableService {
    func check(_ new: LoadedConfiguration<NodeConfiguration>) async throws {
        _ = try new.configuration.http.tls.files?.context()
    }

    func reload(_ new: LoadedConfiguration<NodeConfiguration>) throws -> Set<String> {
        try use(new.configuration.http)
        return ["http"]
    }
}
