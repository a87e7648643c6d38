public import ArgumentParser
public import RPKIRepository

/// The options of every command that fetches repositories.
struct SyncOptions: ParsableArguments {
    @Flag(help: "Fetch nothing: what the cache has must do.")
    var noFetch = false

    @Flag(name: .customLong("no-rrdp"), help: "Do not use RRDP.")
    var noRRDP = false

    @Flag(help: "Do not use rsync.")
    var noRsync = false

    @Option(
        help: ArgumentHelp(
            "When rsync steps in for RRDP that fails: immediate, delayed (after a random time of up to an hour), never.",
            valueName: "when"))
    var rsyncFallback = SynchronisationOptions.Fallback.immediate

    @Option(
        help: ArgumentHelp(
            "The rsync program, and arguments that come before all others, divided by spaces.", valueName: "command"))
    var rsyncCommand = "rsync"

    @Option(
        name: .customLong("https-ca"), parsing: .upToNextOption,
        help: ArgumentHelp("Certificates (PEM) that HTTPS servers may have besides the system's.", valueName: "file"))
    var trustFiles: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The address of a host, in place of what the resolver says.", valueName: "host=address"))
    var resolve: [HostAddress] = []

    @Option(help: ArgumentHelp("An HTTP proxy for HTTPS: http://HOST:PORT.", valueName: "uri"))
    var proxy: ProxyArgument?

    @Option(help: ArgumentHelp("The local address that connections start from.", valueName: "address"))
    var sourceAddress: String?

    @Option(help: ArgumentHelp("Protocols to use: any, ipv4, ipv6.", valueName: "family"))
    var family = HTTPSOptions.Family.any

    @Option(help: ArgumentHelp("Seconds until there is a connection.", valueName: "seconds"))
    var connectTimeout = HTTPSLimits().connectSeconds

    @Option(help: ArgumentHelp("Seconds without an octet.", valueName: "seconds"))
    var idleTimeout = HTTPSLimits().idleSeconds

    @Option(help: ArgumentHelp("Seconds for one file over HTTPS, or one module over rsync.", valueName: "seconds"))
    var fetchTimeout = HTTPSLimits().totalSeconds

    @Option(
        help: ArgumentHelp(
            "Seconds to wait for repositories, all of them together. What is not fetched by then is used as it is in the cache.",
            valueName: "seconds"))
    var walkTimeout = HTTPSLimits().totalSeconds

    @Option(help: ArgumentHelp("Repositories that are fetched at once.", valueName: "number"))
    var fetchesAtOnce = SynchronisationOptions().fetchesAtOnce

    func validate() throws {
        guard fetchesAtOnce >= 1, fetchesAtOnce <= 1000 else {
            throw ValidationError("--fetches-at-once is a number from 1 to 1000.")
        }
        for (name, seconds) in [
            ("connect-timeout", connectTimeout), ("idle-timeout", idleTimeout), ("fetch-timeout", fetchTimeout),
            ("walk-timeout", walkTimeout),
        ] where !(1...86_400).contains(seconds) {
            throw ValidationError("--\(name) is a number of seconds from 1 to 86400.")
        }
        guard !rsyncCommand.split(separator: " ").isEmpty else {
            throw ValidationError("--rsync-command names no program.")
        }
    }

    /// What the options say together.
    ///
    /// - Parameter objectSize: octets that one object may have.
    func options(objectSize: Int) -> SynchronisationOptions {
        var options = SynchronisationOptions()
        options.fetches = !noFetch
        options.usesRRDP = !noRRDP
        options.usesRsync = !noRsync
        options.fallback = rsyncFallback
        options.fetchesAtOnce = fetchesAtOnce
        options.walkSeconds = walkTimeout
        // As long as one server may take to answer: when all are silent, no more is to be had.
        options.silentSeconds = min(walkTimeout, connectTimeout + idleTimeout)
        options.https.trustFiles = trustFiles
        options.https.proxy = proxy?.proxy
        options.https.sourceAddress = sourceAddress
        options.https.family = family
        options.https.limits.connectSeconds = connectTimeout
        options.https.limits.idleSeconds = idleTimeout
        options.https.limits.totalSeconds = fetchTimeout
        for entry in resolve {
            options.https.addresses[entry.host] = entry.address
            options.rsync.addresses[entry.host] = entry.address
        }
        options.rsync.command = rsyncCommand.split(separator: " ").map(String.init)
        options.rsync.connectSeconds = connectTimeout
        options.rsync.idleSeconds = idleTimeout
        options.rsync.totalSeconds = fetchTimeout
        options.rsync.sourceAddress = sourceAddress
        options.rsync.family = family
        options.rsync.objectSize = objectSize
        options.rrdp.objectSize = objectSize
        return options
    }
}

/// `HOST=ADDRESS`.
struct HostAddress: ExpressibleByArgument {
    let host: String
    let address: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        host = parts[0].lowercased()
        address = String(parts[1])
    }
}

/// `http://HOST:PORT`.
struct ProxyArgument: ExpressibleByArgument {
    let proxy: HTTPSOptions.Proxy

    init?(argument: String) {
        guard let proxy = HTTPSOptions.Proxy(argument) else { return nil }
        self.proxy = proxy
    }
}

extension SynchronisationOptions.Fallback: ExpressibleByArgument {}
extension HTTPSOptions.Family: ExpressibleByArgument {}
