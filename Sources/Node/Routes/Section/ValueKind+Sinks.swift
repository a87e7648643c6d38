internal import ConfigurationKeys
internal import DeliverySinks

extension ValueKind where Value == SyslogServer {
    static var syslogServer: ValueKind {
        .scalar(
            "server", expected: "udp://HOST:PORT, tcp://HOST:PORT or the path of a socket",
            range: "udp://HOST:PORT, tcp://HOST:PORT, or a path",
            text: { YAMLText.scalar($0.description) },
            parse: { text, context throws(ValueFault) in
                if text.hasPrefix("udp://") || text.hasPrefix("tcp://") {
                    guard let address = ListenAddress(String(text.dropFirst(6))), address.port > 0 else {
                        throw .invalid()
                    }
                    return text.hasPrefix("udp://")
                        ? .udp(host: address.host, port: address.port) : .tcp(host: address.host, port: address.port)
                }
                guard text.contains("/"), !text.contains("://"), !text.unicodeScalars.contains("\0"),
                    text.utf8.count <= 100
                else { throw .invalid() }
                return .socket(context.resolved(text))
            })
    }
}
