internal import ArgumentParser
internal import ConfigurationKeys
internal import Node
internal import NumberResources
internal import RPKIToRouter

/// The listen options of `rtr serve`.
struct ListenOptions: ParsableArguments {
    @Option(
        name: .customLong("listen"), parsing: .upToNextOption,
        help: ArgumentHelp("RTR listen addresses, such as 127.0.0.1:8282 or [::1]:8282.", valueName: "address:port"))
    var plain: [NetworkAddress] = []

    @Option(
        name: .customLong("listen-tls"), parsing: .upToNextOption,
        help: ArgumentHelp("RTR listen addresses for TLS.", valueName: "address:port"))
    var secure: [NetworkAddress] = []

    @Option(
        name: .customLong("tls-certificate"),
        help: ArgumentHelp("Certificate for TLS, with its chain, PEM.", valueName: "file"))
    var certificate: String?

    @Option(name: .customLong("tls-key"), help: ArgumentHelp("Private key of the certificate, PEM.", valueName: "file"))
    var key: String?

    @Option(
        name: .customLong("tls-client-ca"),
        help: ArgumentHelp("Require from routers a certificate that one of these CAs issued, PEM.", valueName: "file"))
    var clientAuthority: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Accept only routers in these prefixes. Default: all.", valueName: "prefix"))
    var allow: [PrefixArgument] = []

    @Option(help: ArgumentHelp("Maximum number of simultaneous connections.", valueName: "number"))
    var maxConnections = RTRServerLimits().connections

    @Option(
        help: ArgumentHelp(
            "Maximum number of simultaneous connections from one IPv4 address or one IPv6 /64.", valueName: "number"))
    var maxConnectionsPerSource = RTRServerLimits().connectionsPerSource

    @Option(help: ArgumentHelp("Highest protocol version: 0, 1 or 2.", valueName: "number"))
    var maxVersion: UInt8 = 2

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Highest protocol version for the routers of a prefix; overrides --max-version. The longest matching "
                + "prefix applies.",
            valueName: "prefix=number"))
    var versions: [PrefixVersion] = []

    func validate() throws {
        guard !plain.isEmpty || !secure.isEmpty else {
            throw ValidationError("Give at least one address with --listen or --listen-tls.")
        }
        guard secure.isEmpty || certificate != nil && key != nil else {
            throw ValidationError("--listen-tls needs --tls-certificate and --tls-key.")
        }
        guard !secure.isEmpty || certificate == nil && key == nil && clientAuthority == nil else {
            throw ValidationError("The TLS options need --listen-tls.")
        }
        guard (1...100_000).contains(maxConnections) else {
            throw ValidationError("--max-connections must be a number from 1 to 100000.")
        }
        guard (1...100_000).contains(maxConnectionsPerSource) else {
            throw ValidationError("--max-connections-per-source must be a number from 1 to 100000.")
        }
        guard ProtocolVersion(rawValue: maxVersion) != nil else {
            throw ValidationError("--max-version must be 0, 1 or 2.")
        }
    }

    /// Has routers served as the options say.
    func apply(to section: inout RoutersSection) {
        section.listen = plain.map { ListenAddress(host: $0.host, port: $0.port) }
        section.tls.listen = secure.map { ListenAddress(host: $0.host, port: $0.port) }
        section.tls.certificate = certificate
        section.tls.key = key
        section.tls.clientCA = clientAuthority
        section.allow = allow.map(\.prefix)
        section.maxConnections = maxConnections
        section.maxConnectionsPerSource = maxConnectionsPerSource
        section.maxVersion = Int(maxVersion)
        for entry in versions { section.versions[entry.prefix] = Int(entry.version.rawValue) }
    }
}
