internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NumberResources

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

extension FetchError {
    /// What an error of the layers below means for a fetch of `uri`.
    ///
    /// - Parameter address: what was connected to, where it is known.
    init(_ cause: any Error, fetching uri: HTTPSURI, at address: IPAddress? = nil) {
        let code: Code
        var detail = ""
        switch cause {
        case let error as FetchError:
            self = error
            return
        case is CancellationError:
            (code, detail) = (.cancelled, "cancelled")
        case let error as DubiousHost:
            (code, detail) = (.dubiousHost, error.description)
        case let error as HostLookup.Failure:
            code = error == .timeout ? .timeout : error == .cancelled ? .cancelled : .dns
            detail = error.description
        case let error as HTTPClientError:
            (code, detail) = FetchError.explain(error)
        case let error as NIOConnectionError:
            (code, detail) = FetchError.explain(error)
        case let error as HTTPParserError:
            (code, detail) = (.malformed, "what the server answers is not HTTP: \(error)")
        case ChannelError.connectTimeout:
            (code, detail) = (.timeout, "no connection in time")
        default:
            if let fault = TLSFault(cause) {
                (code, detail) = (.tls, fault.description)
            } else {
                (code, detail) = (.connect, FetchError.reason(cause))
            }
        }
        if code == .connect || code == .timeout, let address { detail = "\(address): \(detail)" }
        self.init(code, uri.description, detail)
    }

    private static func explain(_ error: HTTPClientError) -> (Code, String) {
        switch error {
        case .readTimeout: (.timeout, "the server sends nothing")
        case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout: (.timeout, "no connection in time")
        case .writeTimeout, .deadlineExceeded: (.timeout, "no answer in time")
        case .httpProxyHandshakeTimeout: (.timeout, "the proxy does not answer in time")
        case .cancelled: (.cancelled, "cancelled")
        case .remoteConnectionClosed, .uncleanShutdown, .bodyLengthMismatch:
            (.malformed, "the connection ended before the answer did")
        case .proxyAuthenticationRequired:
            (
                .proxy,
                "the proxy wants a name and a password; rpki.proxy-credentials, or the option --proxy-credentials, names "
                    + "a file with them"
            )
        case .invalidProxyResponse: (.proxy, "the proxy does not let the connection through")
        case .invalidLocalAddress: (.options, "connections cannot start from the source address")
        default: (.connect, error.shortDescription)
        }
    }

    /// The resolver's word when no address was tried, else the first one that an address gave.
    private static func explain(_ error: NIOConnectionError) -> (Code, String) {
        if let first = error.connectionErrors.first {
            if case .some(.connectTimeout) = first.error as? ChannelError {
                return (.timeout, "no connection to \(first.target) in time")
            }
            return (.connect, "\(first.target): \(reason(first.error))")
        }
        let reason = error.dnsAError ?? error.dnsAAAAError
        return (.dns, reason.map { "\($0)" } ?? "\(error.host) has no address")
    }

    /// The system's words for an error of a socket.
    package static func reason(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError: explain(error).1
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case ChannelError.connectTimeout: "no connection in time"
        default: "\(error)"
        }
    }
}
