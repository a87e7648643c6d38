internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

extension FetchError {
    /// What an error of the layers below means for a fetch of `uri`.
    init(_ cause: any Error, fetching uri: HTTPSURI) {
        let code: Code
        var detail = "\(cause)"
        switch cause {
        case let error as FetchError:
            self = error
            return
        case is CancellationError:
            code = .cancelled
        case let error as HTTPClientError:
            code = FetchError.code(of: error)
            detail = error.shortDescription
        case let error as NIOConnectionError:
            (code, detail) = FetchError.explain(error)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            code = .tls
        case is HTTPParserError:
            code = .malformed
        case let error as ChannelError:
            if case .connectTimeout = error { code = .timeout } else { code = .connect }
        default:
            code = .connect
        }
        self.init(code, uri.description, detail)
    }

    private static func code(of error: HTTPClientError) -> Code {
        switch error {
        case .readTimeout, .writeTimeout, .connectTimeout, .tlsHandshakeTimeout, .deadlineExceeded,
            .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout:
            .timeout
        case .cancelled: .cancelled
        case .remoteConnectionClosed, .uncleanShutdown, .bodyLengthMismatch: .malformed
        case .invalidProxyResponse, .proxyAuthenticationRequired: .proxy
        case .invalidLocalAddress: .options
        default: .connect
        }
    }

    /// The resolver's word when no address was tried, else the first one that an address gave.
    private static func explain(_ error: NIOConnectionError) -> (Code, String) {
        if let first = error.connectionErrors.first {
            if case .some(.connectTimeout) = first.error as? ChannelError {
                return (.timeout, "no connection to \(first.target) in time")
            }
            return (.connect, "\(first.target): \(first.error)")
        }
        let reason = error.dnsAError ?? error.dnsAAAAError
        return (.dns, reason.map { "\($0)" } ?? "\(error.host) has no address")
    }
}
