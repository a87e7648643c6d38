internal import NIOSSL

/// A fault of a server's TLS.
public enum TLSFault: Error, Hashable, Sendable {
    /// The certificate ended on that day.
    case expired(String)
    /// The certificate holds from that time on.
    case notYetValid(String)
    case unknownIssuer
    case selfSigned
    /// The certificate was not accepted, and why cannot be found out.
    case untrusted
    /// The certificate names other hosts.
    case wrongHost(String, names: [String])
    /// The server wants a certificate of ours, or another one.
    case clientCertificate
    case version
    /// The server does not use TLS.
    case plain
    /// The connection ended in the handshake.
    case closed
    /// The message of the library, in a few words.
    case handshake(String)

    /// - Parameter error: What a connection ended with.
    /// - Returns: `nil` when that has nothing to do with TLS.
    public init?(_ error: any Error) {
        switch error {
        case let fault as TLSFault: self = fault
        case NIOSSLError.handshakeFailed(let cause): self = TLSFault(reported: "\(cause)")
        case NIOSSLError.uncleanShutdown: self = .closed
        case NIOSSLError.unableToValidateCertificate, NIOSSLError.noCertificateToValidate: self = .untrusted
        case let error as BoringSSLError: self = TLSFault(reported: "\(error)")
        case let error as NIOSSLExtraError:
            self = error == .failedToValidateHostname ? .wrongHost("", names: []) : .handshake("the host's name")
        case is NIOSSLError: self = .handshake("an error of the connection")
        default: return nil
        }
    }

    /// Takes the text between the library's own name and the place in its sources.
    private init(reported text: String) {
        let word = text.split(separator: ":").last { part in
            let name = part.prefix { $0 != " " }
            return name.count > 3
                && name.utf8.allSatisfy { (0x41...0x5a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5f }
        }
        let reason = String(word?.prefix { $0 != " " } ?? "")
        switch reason {
        case "CERTIFICATE_VERIFY_FAILED": self = .untrusted
        case "WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST": self = .plain
        case "UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "NO_SUPPORTED_VERSIONS_ENABLED": self = .version
        case "TLSV1_ALERT_CERTIFICATE_REQUIRED", "TLSV1_CERTIFICATE_REQUIRED", "SSLV3_ALERT_BAD_CERTIFICATE",
            "TLSV1_ALERT_UNKNOWN_CA", "SSLV3_ALERT_CERTIFICATE_UNKNOWN", "SSLV3_ALERT_CERTIFICATE_EXPIRED":
            self = .clientCertificate
        case "": self = text.contains("EOF") ? .closed : .handshake("no reason given")
        default: self = .handshake(reason.lowercased().split(separator: "_").joined(separator: " "))
        }
    }

    /// The fault and its remedy, for an operator.
    ///
    /// - Parameter authorities: the setting that names further authorities, such as `rpki.https-ca`; `nil` if there is
    ///   none.
    public func description(authorities: String?) -> String {
        let setting =
            authorities.map { "; \($0)" }
            ?? "; if you trust the authority, add it to those that this system trusts"
        switch self {
        case .expired(let day):
            return "the server's certificate is not trusted (it expired on \(day)); the server needs a new one"
        case .notYetValid(let time):
            return "the server's certificate is not trusted (it is valid from \(time) on); check the clock"
        case .unknownIssuer: return "the server's certificate is not trusted (its issuer is unknown)\(setting)"
        case .selfSigned: return "the server's certificate is not trusted (it is self-signed)\(setting)"
        case .untrusted:
            return "the server's certificate is not trusted (its issuer is unknown, or it is damaged)\(setting)"
        case .wrongHost(let host, let names):
            let named = names.isEmpty ? "" : "; it names \(names.prefix(5).joined(separator: ", "))"
            return "the server's certificate does not name \(host.isEmpty ? "the host" : host)\(named)"
        case .clientCertificate: return "the server refused our certificate, or requires one"
        case .version: return "the server does not support TLS 1.2 or later"
        case .plain: return "the server does not speak TLS at this port"
        case .closed: return "the server closed the connection during the TLS handshake"
        case .handshake(let reason): return "the TLS handshake failed: \(reason)"
        }
    }
}

extension TLSFault: CustomStringConvertible {
    public var description: String { description(authorities: nil) }
}
