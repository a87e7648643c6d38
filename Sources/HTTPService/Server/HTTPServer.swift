internal import Hummingbird
internal import HummingbirdCore
package import Logging
internal import NIOCore
internal import ServiceLifecycle

/// Serves the routes of a door over HTTP/1.1, in plain or encrypted.
package struct HTTPServer: Service {
    private let door: Door
    private let answers: AnswerMaker
    private let hosts: ServedHosts
    private let listeners: [HTTPListener]
    private let certificate: CurrentCertificate?
    private let logger: Logger
    private let onListening: @Sendable (HTTPListener) async -> Void

    /// - Parameters:
    ///   - hosts: Which hosts requests may name.
    ///   - listeners: With none, nothing is served. Those with TLS need a certificate.
    ///   - onListening: Called once for each listener, with the port that was bound.
    package init(
        _ door: Door, _ answers: AnswerMaker, hosts: ServedHosts, listeners: [HTTPListener],
        certificate: CurrentCertificate?, logger: Logger, onListening: @escaping @Sendable (HTTPListener) async -> Void
    ) {
        precondition(certificate != nil || !listeners.contains(where: \.isTLS), "TLS has no certificate")
        self.door = door
        self.answers = answers
        self.hosts = hosts
        self.listeners = listeners
        self.certificate = certificate
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until the service group ends; requests that are being answered have a second for it.
    ///
    /// - Throws: ``HTTPListenError`` when an address cannot be bound.
    package func run() async throws {
        guard !listeners.isEmpty else {
            try await gracefulShutdown()
            return
        }
        let responder = RouteResponder(door: door, answers: answers)
        let ending = ServerLogHandler.Ending()
        // Libraries log each connection; only what is wrong is of interest here.
        let quiet = Logger(label: "http") { [logger] _ in ServerLogHandler(logger, until: ending) }
        let services = listeners.map { listener in
            ListenerService(
                listener: listener, application: application(listener, responder, quiet), ending: ending)
        }
        let group = ServiceGroup(configuration: .init(services: services, logger: quiet))
        let (workers, grace) = (answers.workers, answers.limits.endSeconds)
        // Connections are closed when their time is over; work for them stops with it.
        try await withGracefulShutdownHandler {
            try await group.run()
        } onGracefulShutdown: {
            Task(executorPreference: HTTPExecutor.shared) {
                try? await Task.sleep(for: .seconds(grace))
                workers.end()
            }
        }
    }

    /// A listener that is served; an error names it.
    private struct ListenerService: Service {
        let listener: HTTPListener
        let application: Application<RouteResponder>
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
                throw HTTPListenError(listener: listener, cause: error)
            }
        }
    }

    private func application(
        _ listener: HTTPListener, _ responder: RouteResponder, _ quiet: Logger
    ) -> Application<RouteResponder> {
        let (door, answers, hosts, certificate) = (door, answers, hosts, listener.isTLS ? certificate : nil)
        let (logger, onListening) = (logger, onListening)
        return Application(
            responder: responder,
            server: HTTPServerBuilder { responder in
                ConnectionSetup(
                    door: door, hosts: hosts, answers: answers, table: ConnectionTable(limits: answers.limits),
                    certificate: certificate, responder: responder)
            },
            configuration: ApplicationConfiguration(address: .hostname(listener.host, port: listener.port)),
            onServerRunning: { channel in
                let bound = HTTPListener(
                    host: listener.host, port: channel.localAddress?.port ?? listener.port, isTLS: listener.isTLS)
                logger.info(
                    listener.isTLS ? "HTTPS API is listening" : "HTTP API is listening",
                    metadata: ["address": "\(bound)"])
                await onListening(bound)
            },
            logger: quiet)
    }
}
