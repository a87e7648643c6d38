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
    /// Translates an error of the layers below into one for a fetch of `uri`.
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
            (code, detail) = (.malformed, "the server's answer is not HTTP: \(error)")
        case ChannelError.connectTimeout:
            (code, detail) = (.timeout, "the connection timed out")
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
        case .readTimeout: (.timeout, "the server stopped sending")
        case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout:
            (.timeout, "the connection timed out")
        case .writeTimeout, .deadlineExceeded: (.timeout, "no answer in time")
        case .httpProxyHandshakeTimeout: (.timeout, "the proxy did not answer in time")
        case .cancelled: (.cancelled, "cancelled")
        case .remoteConnectionClosed, .uncleanShutdown, .bodyLengthMismatch:
            (.malformed, "the connection ended before the answer was complete")
        case .proxyAuthenticationRequired:
            (
                .proxy,
                "the proxy requires a name and a password; put them in a file and name it in rpki.proxy-credentials "
                    + "or with the option --proxy-credentials"
            )
        case .invalidProxyResponse: (.proxy, "the proxy refused the connection")
        case .invalidLocalAddress: (.options, "could not connect from the source address")
        default: (.connect, error.shortDescription)
        }
    }

    /// The resolver's word when no address was tried, else the first one that an address gave.
    private static func explain(_ error: NIOConnectionError) -> (Code, String) {
        if let first = error.connectionErrors.first {
            if case .some(.connectTimeout) = first.error as? ChannelError {
                return (.timeout, "the connection to \(first.target) timed out")
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
        case ChannelError.connectTimeout: "the connection timed out"
        case ChannelError.ioOnClosedChannel, ChannelError.alreadyClosed, ChannelError.eof: "the connection has ended"
        default: "\(error)"
        }
    }
}
