public import NIOCore
internal import NIOPosix
public import NIOSSL
public import NumberResources

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Checks that a server is the host that was asked for.
///
/// The TLS library accepts a certificate that names the server's address in place of its name. But an address does not
/// name a host: a server that is reached at an address, by `--resolve` or by DNS, must still prove its name.
public struct ServerIdentity: Sendable {
    /// The host that the certificate must name: a name or an address.
    public let host: String
    private let spelling: HostSpelling

    public init(host: String) {
        self.host = host
        spelling = HostSpelling(host)
    }

    /// The name that TLS asks for (RFC 6066 section 3); `nil` for an address.
    public var serverName: String? {
        if case .name(let name) = spelling { return name }
        return nil
    }

    /// Checks an open connection; one without TLS passes.
    ///
    /// - Throws: in the future, ``TLSFault/wrongHost(_:names:)``; the connection is closed then.
    public func check(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.flatSubmit {
            let certificate: NIOSSLCertificate?
            do {
                certificate = try channel.pipeline.syncOperations.nioSSL_peerCertificate()
            } catch {
                return channel.eventLoop.makeSucceededVoidFuture()
            }
            return verify(certificate, channel)
        }
    }

    /// The same as what a TLS handler calls before a handshake is complete.
    public var verification: @Sendable (NIOSSLCertificate, any Channel) -> EventLoopFuture<Void> {
        { verify($0, $1) }
    }

    private func verify(_ certificate: NIOSSLCertificate?, _ channel: any Channel) -> EventLoopFuture<Void> {
        guard let certificate else { return channel.eventLoop.makeFailedFuture(TLSFault.untrusted) }
        let server = ServerCertificate(certificate: certificate)
        if server.names(spelling) { return channel.eventLoop.makeSucceededVoidFuture() }
        // Closed only after the waiting task has received the result.
        channel.eventLoop.execute { channel.close(promise: nil) }
        return channel.eventLoop.makeFailedFuture(TLSFault.wrongHost(host, names: server.names))
    }

    /// The TLS fault of the server that `error`, with which a connection ended, shows; `nil` if the cause was not TLS.
    ///
    /// The library does not say why it refuses a certificate. The server is asked for it once more, at the same place,
    /// to find out.
    ///
    /// - Parameters:
    ///   - address: where the server was reached; `nil` to look the host up.
    ///   - mayConnect: whether the server can be asked, as it cannot through a proxy.
    public func explain(
        _ error: any Error, port: Int, at address: IPAddress? = nil, mayConnect: Bool = true
    ) async -> TLSFault? {
        guard let fault = TLSFault(error) else { return nil }
        switch fault {
        case .untrusted:
            guard mayConnect else { return fault }
            let chain = await presented(port: port, at: address)
            // The library looks at this clock as well.
            return ServerCertificate.fault(of: chain, host: spelling, at: time(nil))
        case .wrongHost(_, let names) where names.isEmpty:
            guard mayConnect, let leaf = await presented(port: port, at: address).first else {
                return .wrongHost(host, names: [])
            }
            return .wrongHost(host, names: ServerCertificate(certificate: leaf).names)
        default: return fault
        }
    }

    private static let patience = TimeAmount.seconds(5)

    /// The certificates that the server shows; none are accepted.
    private func presented(port: Int, at address: IPAddress?) async -> [NIOSSLCertificate] {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates([])
        guard let context = try? NIOSSLContext(configuration: configuration) else { return [] }
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let chain = loop.makePromise(of: [NIOSSLCertificate].self)
        let name = serverName
        let bootstrap = ClientBootstrap(group: loop).connectTimeout(ServerIdentity.patience).channelInitializer {
            channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(
                    try NIOSSLClientHandler(
                        context: context, serverHostname: name,
                        customVerificationCallback: { certificates, verdict in
                            chain.succeed(certificates)
                            verdict.succeed(.failed)
                        }))
            }
        }
        let target: String
        if let address { target = "\(address)" } else { target = ServerIdentity.connectable(host) }
        let timer = loop.scheduleTask(in: ServerIdentity.patience) { chain.succeed([]) }
        defer { timer.cancel() }
        let connection = bootstrap.connect(host: target, port: port)
        connection.whenFailure { _ in chain.succeed([]) }
        connection.whenSuccess { channel in channel.closeFuture.whenComplete { _ in chain.succeed([]) } }
        let certificates = (try? await chain.futureResult.get()) ?? []
        connection.whenSuccess { $0.close(promise: nil) }
        return certificates
    }

    private static func connectable(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }
}
