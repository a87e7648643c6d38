internal import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
public import ServiceLifecycle

public import struct FoundationEssentials.Date

/// Serves a node's state over HTTP.
///
/// ```swift
/// let api = APIService(state: state, listen: [.init(host: "127.0.0.1", port: 8323)], logger: logger, clock: { Date() })
/// ```
///
/// The paths and answers are described by `GET /openapi.yaml`.
public struct APIService: Service {
    /// Where to listen.
    public struct Address: Hashable, Sendable, CustomStringConvertible {
        /// A name or an address, without brackets.
        public var host: String
        /// 0 for any that is free.
        public var port: Int

        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }

        /// `127.0.0.1:8323`, `[::1]:8323`.
        public var description: String {
            host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }

    private let routes: APIRoutes
    private let listen: [Address]
    private let logger: Logger
    private let onListening: @Sendable (Address) async -> Void

    /// - Parameters:
    ///   - state: What is served.
    ///   - listen: Each gets a listener of its own; with none, nothing is served.
    ///   - hosts: Names and addresses that requests may name as their host, in addition to the address that a connection
    ///     came to and to `localhost` on loopback.
    ///   - metricNames: The names of the figures in `/metrics`.
    ///   - usage: What the process uses, for `/metrics`; `nil` where that cannot be known.
    ///   - clock: The time that ages and expiry are reckoned from.
    ///   - onListening: Called once for each address, with the port that was bound.
    public init(
        state: NodeState, listen: [Address], hosts: [String] = [], metricNames: MetricNames = .atalaya,
        limits: APILimits = APILimits(), logger: Logger,
        usage: @escaping @Sendable () -> ProcessUsage? = { ProcessUsage.current() },
        clock: @escaping @Sendable () -> Date, onListening: @escaping @Sendable (Address) async -> Void = { _ in }
    ) {
        routes = APIRoutes(
            state: state, hosts: ServedHosts(hosts), metricNames: metricNames, limits: limits, usage: usage,
            clock: clock)
        self.listen = listen
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the service group ends; requests that are being answered have a second for it.
    ///
    /// - Throws: When an address cannot be bound.
    public func run() async throws {
        guard !listen.isEmpty else {
            try await gracefulShutdown()
            return
        }
        let responder = routes.responder()
        let ending = ServerLogHandler.Ending()
        // Libraries log each connection; only what is wrong is of interest here.
        let quiet = Logger(label: "http") { [logger] _ in ServerLogHandler(logger, until: ending) }
        let applications = listen.map { address in
            Listener(address: address, application: application(address, responder, quiet), ending: ending)
        }
        let group = ServiceGroup(configuration: .init(services: applications, logger: quiet))
        let (workers, grace) = (routes.workers, routes.limits.endSeconds)
        // Connections are closed when their time is over; work for them stops with it.
        try await withGracefulShutdownHandler {
            try await group.run()
        } onGracefulShutdown: {
            Task(executorPreference: APIExecutor.shared) {
                try? await Task.sleep(for: .seconds(grace))
                workers.end()
            }
        }
    }

    /// An address that is listened on; an error names it.
    private struct Listener: Service {
        let address: Address
        let application: Application<APIResponder>
        let ending: ServerLogHandler.Ending

        func run() async throws {
            do {
                try await withGracefulShutdownHandler {
                    try await withTaskCancellationHandler {
                        try await application.run()
                    } onCancel: {
                        ending.set()
                    }
                } onGracefulShutdown: {
                    ending.set()
                }
            } catch let error as CancellationError {
                throw error
            } catch {
                throw ListenError(key: "http.listen", address: "\(address)", error)
            }
        }
    }

    private func application(
        _ address: Address, _ responder: APIResponder, _ quiet: Logger
    ) -> Application<APIResponder> {
        let routes = routes
        let logger = logger
        let onListening = onListening
        return Application(
            responder: responder,
            server: HTTPServerBuilder { responder in
                APIChannel(routes: routes, table: ConnectionTable(limits: routes.limits), responder: responder)
            },
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in
                let bound = Address(host: address.host, port: channel.localAddress?.port ?? address.port)
                logger.info("HTTP API is listening", metadata: ["address": "\(bound)"])
                await onListening(bound)
            },
            logger: quiet)
    }
}
