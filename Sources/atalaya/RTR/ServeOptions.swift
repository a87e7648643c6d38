internal import ArgumentParser
internal import NumberResources
internal import RPKIToRouter

/// Where and how `rtr serve` listens.
struct ListenOptions: ParsableArguments {
    @Option(
        name: .customLong("listen"), parsing: .upToNextOption,
        help: ArgumentHelp("Addresses for routers, as 127.0.0.1:8282 or [::1]:8282.", valueName: "address:port"))
    var plain: [NetworkAddress] = []

    @Option(
        name: .customLong("listen-tls"), parsing: .upToNextOption,
        help: ArgumentHelp("The same over TLS.", valueName: "address:port"))
    var secure: [NetworkAddress] = []

    @Option(
        name: .customLong("tls-certificate"),
        help: ArgumentHelp("The certificate for TLS with its chain, PEM.", valueName: "file"))
    var certificate: String?

    @Option(name: .customLong("tls-key"), help: ArgumentHelp("Its private key, PEM.", valueName: "file"))
    var key: String?

    @Option(
        name: .customLong("tls-client-ca"),
        help: ArgumentHelp("Ask routers for a certificate that one of these issued, PEM.", valueName: "file"))
    var clientAuthority: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Serve only routers in these prefixes. Default: all.", valueName: "prefix"))
    var allow: [PrefixArgument] = []

    @Option(help: ArgumentHelp("Connections at once.", valueName: "number"))
    var maxConnections = RTRServerLimits().connections

    @Option(
        help: ArgumentHelp("Of these, from one IPv4 address or one /64 of IPv6.", valueName: "number"))
    var maxConnectionsPerSource = RTRServerLimits().connectionsPerSource

    @Option(help: ArgumentHelp("The highest version of the protocol: 0, 1 or 2.", valueName: "number"))
    var maxVersion: UInt8 = 2

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "The highest version for the routers of a prefix, in place of --max-version; the longest prefix counts.",
            valueName: "prefix=number"))
    var versions: [PrefixVersion] = []

    func validate() throws {
        guard !plain.isEmpty || !secure.isEmpty else { throw ValidationError("--listen or --listen-tls is needed.") }
        guard secure.isEmpty || certificate != nil && key != nil else {
            throw ValidationError("--listen-tls needs --tls-certificate and --tls-key.")
        }
        guard !secure.isEmpty || certificate == nil && key == nil && clientAuthority == nil else {
            throw ValidationError("The options of TLS need --listen-tls.")
        }
        guard (1...100_000).contains(maxConnections) else {
            throw ValidationError("--max-connections is a number from 1 to 100000.")
        }
        guard (1...100_000).contains(maxConnectionsPerSource) else {
            throw ValidationError("--max-connections-per-source is a number from 1 to 100000.")
        }
        guard ProtocolVersion(rawValue: maxVersion) != nil else {
            throw ValidationError("--max-version is 0, 1 or 2.")
        }
    }

    var configuration: RTRServerConfiguration {
        var listeners = plain.map { RTRListener(host: $0.host, port: $0.port) }
        if let certificate, let key {
            let tls = RTRServerTLS(
                certificateFile: certificate, keyFile: key, clientAuthorityFile: clientAuthority)
            listeners += secure.map { RTRListener(host: $0.host, port: $0.port, tls: tls) }
        }
        var configuration = RTRServerConfiguration(listeners: listeners)
        configuration.access.allowed = allow.map(\.prefix)
        configuration.limits.connections = maxConnections
        configuration.limits.connectionsPerSource = maxConnectionsPerSource
        configuration.access.maximumVersion = ProtocolVersion(rawValue: maxVersion) ?? .two
        for entry in versions { configuration.access.versions[entry.prefix] = entry.version }
        return configuration
    }
}
