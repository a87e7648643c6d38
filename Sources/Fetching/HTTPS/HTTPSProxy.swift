internal import TextFormats

extension HTTPSOptions {
    /// An HTTP proxy.
    public struct Proxy: Hashable, Sendable {
        /// A name or an address, without brackets.
        public let host: String
        public let port: Int
        /// The credentials for the proxy (RFC 7617).
        public var credentials: Credentials?

        /// The reason why a text does not name a proxy.
        public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
            public let description: String
        }

        /// The proxy that `http://HOST[:PORT]` names; port 80 where there is none.
        public init(parsing text: String) throws(Refusal) {
            let authority = text.split(separator: "://", maxSplits: 1).last?.prefix { !"/?#".contains($0) } ?? ""
            guard !authority.contains("@") else {
                throw Refusal(
                    description:
                        "a name and password are not allowed here; put them in a file and name it in "
                        + "rpki.proxy-credentials or with the option --proxy-credentials")
            }
            if let scheme = ["https", "socks", "socks4", "socks5", "socks5h"].first(where: {
                text.lowercased().hasPrefix($0 + "://")
            }) {
                throw Refusal(description: "proxy scheme \(scheme) is not supported; expected http://HOST[:PORT]")
            }
            guard let uri = HTTPSURI(text, allowsPlain: true), uri.origin.scheme == "http",
                HostSpelling(uri.host) != .malformed
            else { throw Refusal(description: "expected http://HOST[:PORT]") }
            guard uri.description == uri.origin.description + "/" else {
                throw Refusal(description: "nothing may follow the port; expected http://HOST[:PORT]")
            }
            host = uri.host.hasPrefix("[") ? String(uri.host.dropFirst().dropLast()) : uri.host
            port = uri.origin.port
        }

        /// The same; `nil` when the text is something else.
        public init?(_ text: String) {
            do throws(Refusal) {
                try self.init(parsing: text)
            } catch {
                return nil
            }
        }
    }
}

extension HTTPSOptions.Proxy: CustomStringConvertible {
    /// `http://HOST:PORT`, without credentials.
    public var description: String {
        "http://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
    }
}

extension HTTPSOptions.Proxy {
    /// Name and password.
    public struct Credentials: Hashable, Sendable {
        public let name: String
        public let password: String

        /// The first line of a file: `NAME:PASSWORD`; the name has no colon (RFC 7617 section 2).
        public init(decoding octets: [UInt8]) throws(Refusal) {
            guard let text = String(validating: octets.prefix { $0 != 0x0a && $0 != 0x0d }, as: UTF8.self) else {
                throw Refusal(description: "the first line is not UTF-8")
            }
            guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else {
                throw Refusal(description: "the first line is not NAME:PASSWORD")
            }
            guard !text.unicodeScalars.contains(where: \.isUnprintable) else {
                throw Refusal(description: "the first line has control characters")
            }
            name = String(text[..<colon])
            password = String(text[text.index(after: colon)...])
        }
    }
}

extension HTTPSOptions.Proxy.Credentials: CustomStringConvertible {
    /// The password is for the proxy alone.
    public var description: String { "\(name):…" }
}
