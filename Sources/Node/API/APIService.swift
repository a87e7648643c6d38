internal import Hummingbird
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
    ///   - usage: What the process uses, for `/metrics`; `nil` where that cannot be known.
    ///   - clock: The time that ages and expiry are reckoned from.
    ///   - onListening: Called once for each address, with the port that was bound.
    public init(
        state: NodeState, listen: [Address], limits: APILimits = APILimits(), logger: Logger,
        usage: @escaping @Sendable () -> ProcessUsage? = { ProcessUsage.current() },
        clock: @escaping @Sendable () -> Date, onListening: @escaping @Sendable (Address) async -> Void = { _ in }
    ) {
        routes = APIRoutes(state: state, limits: limits, usage: usage, clock: clock)
        self.listen = listen
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the service group ends; requests that are being answered are answered first.
    ///
    /// - Throws: When an address cannot be bound.
    public func run() async throws {
        guard !listen.isEmpty else {
            try await gracefulShutdown()
            return
        }
        let responder = routes.responder()
        let applications = listen.map { address in
            Listener(address: address, application: application(address, responder))
        }
        let group = ServiceGroup(configuration: .init(services: applications, logger: quiet))
        try await group.run()
    }

    /// An address that is listened on; an error names it.
    private struct Listener: Service {
        let address: Address
        let application: Application<APIResponder>

        func run() async throws {
            do {
                try await application.run()
            } catch let error as CancellationError {
                throw error
            } catch {
                throw ListenError(key: "http.listen", address: "\(address)", error)
            }
        }
    }

    /// The libraries below tell of each connection; only what is wrong is of interest here.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    private func application(
        _ address: Address, _ responder: APIResponder
    ) -> Application<APIResponder> {
        let limits = routes.limits
        let routes = routes
        let logger = logger
        let onListening = onListening
        return Application(
            responder: responder,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [
                        ConnectionHandler(
                            counters: routes.counters, patience: .seconds(Int64(limits.stalledSeconds))),
                        ImmediateHandler(
                            counters: routes.counters, interval: .milliseconds(Int64(limits.requestSeconds) * 500),
                            clock: routes.clock, answer: { routes.immediate($0) }),
                    ],
                    idleTimeout: .seconds(Int64(limits.requestSeconds)),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: limits.requestHeader, maxHeaderListSize: limits.requestHeader,
                        maxHeaderFieldCount: 100))),
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port),
                availableConnectionsDelegate: .maximum(limits.connections, logger: quiet)),
            onServerRunning: { channel in
                let bound = Address(host: address.host, port: channel.localAddress?.port ?? address.port)
                logger.info("HTTP API is listening", metadata: ["address": "\(bound)"])
                await onListening(bound)
            },
            logger: quiet)
    }
}
