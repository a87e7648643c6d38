internal import ArgumentParser
internal import Fetching

/// `HOST:PORT` on the command line; an IPv6 address is in brackets.
struct NetworkAddress: ExpressibleByArgument {
    let host: String
    let port: Int

    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"), let port = Int(argument[argument.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        var host = String(argument[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            guard HostSpelling(host) != .malformed else { return nil }
            host = String(host.dropFirst().dropLast())
        } else if host.contains(":") {
            return nil
        }
        guard HostSpelling(host) != .malformed else { return nil }
        self.host = host
        self.port = port
    }
}
