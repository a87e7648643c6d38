internal import Fetching
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import NumberResources
public import ValidatedPayloads

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A router as far as RTR goes: asks a cache, keeps what it says, checks it by the rules.
public final class RTRClient: Sendable {
    public let configuration: RTRClientConfiguration
    private let loop: any EventLoop
    private let session: NIOLoopBoundBox<RouterSession>
    private let context: NIOSSLContext?

    /// Clients share the process's event loops.
    ///
    /// - Throws: ``RTRSetupError`` where a certificate or key cannot be used.
    public init(configuration: RTRClientConfiguration) throws(RTRSetupError) {
        self.configuration = configuration
        loop = MultiThreadedEventLoopGroup.singleton.next()
        session = NIOLoopBoundBox.makeBoxSendingValue(
            RouterSession(
                version: configuration.version, keepsPayloads: configuration.keepsPayloads,
                payloadLimit: configuration.limits.payloads), eventLoop: loop)
        context = try configuration.tls.map { tls throws(RTRSetupError) in try tls.context() }
    }

    /// Asks, and gives each event to `handle`, on an event loop.
    ///
    /// Ends after the first update; where the client is following, when the task is cancelled.
    ///
    /// - Throws: ``RTRClientError``. A client that follows goes on, and tells `handle`.
    public func run(_ handle: @escaping @Sendable (RTRClientEvent) -> Void) async throws(RTRClientError) {
        while true {
            let ending = await connect(handle)
            let mayLower = (try? await loop.submit { [session] in session.value.closed() }.get()) ?? false
            switch ending {
            case .done: return
            case .again: continue
            case .failed(let error):
                if Task.isCancelled { return }
                // A cache may hang up on a version it does not know (RFC 8210 section 7).
                if case .disconnected = error, mayLower { continue }
                guard configuration.isFollowing else { throw error }
                handle(.disconnected(reason: "\(error)"))
                guard await pause() else { return }
            }
        }
    }

    /// The payloads of the client, each with `source`.
    public func payloads(source: PayloadSource) async -> PayloadSet {
        let table = try? await loop.submit { [session] in session.value.table }.get()
        return table?.payloads(source: source) ?? PayloadSet()
    }

    /// The reason why there is no connection, in a few words.
    static func reason(of error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            if let last = error.connectionErrors.last { return reason(of: last.error) }
            return "the host has no address: \((error.dnsAError ?? error.dnsAAAAError).map { "\($0)" } ?? "none found")"
        case let error as IOError: return String(cString: strerror(error.errnoCode))
        case ChannelError.connectTimeout: return "no answer in time"
        default: return "\(error)"
        }
    }

    private func connect(_ handle: @escaping @Sendable (RTRClientEvent) -> Void) async -> ClientHandler.Ending {
        let ended = loop.makePromise(of: ClientHandler.Ending.self)
        let begun = NIODeadline.now()
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.seconds(Int64(configuration.timeout)))
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 1 << 17))
            .channelInitializer { [configuration, session, context] channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        let identity = configuration.identity
                        try channel.pipeline.syncOperations.addHandler(
                            try NIOSSLClientHandler._makeSSLClientHandler(
                                context: context, serverHostname: identity.serverName,
                                additionalPeerCertificateVerificationCallback: identity.verification))
                    }
                    try channel.pipeline.syncOperations.addHandler(
                        ClientHandler(configuration, session: session, begun: begun, ended: ended, emit: handle))
                }
            }
        let channel: any Channel
        do {
            channel = try await bootstrap.connect(host: configuration.host, port: configuration.port).get()
        } catch {
            // The handler may not have come to live.
            let ending = ClientHandler.Ending.failed(.cannotConnect(RTRClient.reason(of: error)))
            ended.succeed(ending)
            return ending
        }
        let ending = await withTaskCancellationHandler {
            (try? await ended.futureResult.get()) ?? .failed(.disconnected(""))
        } onCancel: {
            channel.close(promise: nil)
        }
        guard case .failed(.tls(let fault)) = ending else { return ending }
        let address = channel.remoteAddress?.ipAddress.flatMap { IPAddress($0) }
        let cause = await configuration.identity.explain(fault, port: configuration.port, at: address)
        return .failed(.tls(cause ?? fault))
    }

    /// Waits for the retry interval, at most a minute; `false` when cancelled.
    private func pause() async -> Bool {
        let retry = (try? await loop.submit { [session] in session.value.timers.retry }.get()) ?? 60
        return (try? await Task.sleep(for: .seconds(min(retry, 60)))) != nil
    }
}

extension RTRClientConfiguration {
    /// The name to ask for and to verify; an address is verified as such.
    fileprivate var identity: ServerIdentity { ServerIdentity(host: tls?.serverName ?? host) }
}

extension RTRClientTLS {
    fileprivate func context() throws(RTRSetupError) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let file = authorityFile {
            do {
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file))
            } catch {
                throw .tls(file: file, reason: "not a PEM file of certificates, or not readable")
            }
        }
        if let file = certificateFile {
            do {
                configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(file).map { .certificate($0) }
            } catch {
                throw .tls(file: file, reason: "not a PEM file of certificates, or not readable")
            }
        }
        if let file = keyFile {
            do {
                configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: file, format: .pem))
            } catch {
                throw .tls(file: file, reason: "not a PEM file of a private key, or not readable")
            }
        }
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .tls(
                file: authorityFile ?? certificateFile ?? "TLS",
                reason: "the private key does not match the certificate")
        }
    }
}
