public import ArgumentParser
internal import Fetching
internal import FoundationEssentials
internal import LocalFiles
internal import Node
internal import NumberResources
internal import RPKIObjects
public import RPKIRepository

/// The options of every command that fetches repositories.
struct SyncOptions: ParsableArguments {
    @Flag(help: "Do not fetch; use only what is in the cache.")
    var noFetch = false

    @Flag(name: .customLong("no-rrdp"), help: "Do not use RRDP.")
    var noRRDP = false

    @Flag(help: "Do not use rsync.")
    var noRsync = false

    @Option(
        help: ArgumentHelp(
            "When to use rsync after RRDP fails: immediate, delayed (after a random time of up to one hour) or never.",
            valueName: "when"))
    var rsyncFallback = SynchronisationOptions.Fallback.immediate

    @Option(
        help: ArgumentHelp(
            "The rsync program, optionally with arguments to put before all others, separated by spaces.",
            valueName: "command"))
    var rsyncCommand = "rsync"

    @Option(
        name: .customLong("https-ca"), parsing: .upToNextOption,
        help: ArgumentHelp("CA certificates (PEM) to trust for HTTPS, in addition to the system's.", valueName: "file"))
    var trustFiles: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Address to use for a host instead of resolving its name.", valueName: "host=address"))
    var resolve: [HostAddress] = []

    @Option(
        help: ArgumentHelp(
            "HTTP proxy for HTTPS connections: http://HOST[:PORT]. Not used for rsync.", valueName: "uri"))
    var proxy: String?

    @Option(
        help: ArgumentHelp(
            "File with NAME:PASSWORD for the proxy in its first line. Only its owner and group may have read "
                + "permission.",
            valueName: "file"))
    var proxyCredentials: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Also fetch from repository hosts in these prefixes, such as 10.0.0.0/8. Default: only hosts on the "
                + "public Internet, those in the locators and those of --resolve.", valueName: "prefix"))
    var allowInternalHosts: [PrefixArgument] = []

    @Option(help: ArgumentHelp("Local address for outgoing connections.", valueName: "address"))
    var sourceAddress: AddressArgument?

    @Option(help: ArgumentHelp("IP versions to use: any, ipv4 or ipv6.", valueName: "family"))
    var family = HTTPSOptions.Family.any

    @Option(help: ArgumentHelp("Time limit for connecting, in seconds.", valueName: "seconds"))
    var connectTimeout = HTTPSLimits().connectSeconds

    @Option(help: ArgumentHelp("Time limit without receiving data, in seconds.", valueName: "seconds"))
    var idleTimeout = HTTPSLimits().idleSeconds

    @Option(help: ArgumentHelp("Time limit for one HTTPS file or one rsync module, in seconds.", valueName: "seconds"))
    var fetchTimeout = HTTPSLimits().totalSeconds

    @Option(
        help: ArgumentHelp(
            "Time limit for fetching all repositories together, in seconds. Repositories not fetched by then are used "
                + "as they are in the cache.",
            valueName: "seconds"))
    var walkTimeout = HTTPSLimits().totalSeconds

    @Option(help: ArgumentHelp("Maximum number of simultaneous repository fetches.", valueName: "number"))
    var fetchesAtOnce = SynchronisationOptions().fetchesAtOnce

    func validate() throws {
        guard fetchesAtOnce >= 1, fetchesAtOnce <= 1000 else {
            throw ValidationError("--fetches-at-once must be a number from 1 to 1000.")
        }
        for (name, seconds) in [
            ("connect-timeout", connectTimeout), ("idle-timeout", idleTimeout), ("fetch-timeout", fetchTimeout),
            ("walk-timeout", walkTimeout),
        ] where !(1...86_400).contains(seconds) {
            throw ValidationError("--\(name) must be a number of seconds from 1 to 86400.")
        }
        guard proxyCredentials == nil || proxy != nil else {
            throw ValidationError("--proxy-credentials needs --proxy.")
        }
        do {
            _ = try parsedProxy()
        } catch {
            throw ValidationError("--proxy: \(error)")
        }
        guard !rsyncCommand.split(separator: " ").isEmpty else {
            throw ValidationError("--rsync-command does not name a program.")
        }
    }

    /// The fetch options of the command line.
    ///
    /// - Parameters:
    ///   - objectSize: octets that one object may have.
    ///   - locators: where the walk begins; their hosts may be anywhere.
    /// - Throws: when the file of credentials cannot be used.
    func options(
        objectSize: Int, trusting locators: [TrustAnchorLocator]
    ) throws(Failure) -> SynchronisationOptions {
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
        do {
            options.https.proxy = try parsedProxy()
        } catch {
            throw Failure("--proxy: \(error)")
        }
        options.https.proxy?.credentials = try credentials()
        options.https.sourceAddress = sourceAddress.map { "\($0.address)" }
        options.policy = AddressPolicy(prefixes: allowInternalHosts.map(\.prefix))
        options.trust(locators)
        options.https.family = family
        options.https.limits.connectSeconds = connectTimeout
        options.https.limits.idleSeconds = idleTimeout
        options.https.limits.totalSeconds = fetchTimeout
        for entry in resolve {
            options.https.addresses[entry.host] = "\(entry.address)"
            options.rsync.addresses[entry.host] = "\(entry.address)"
        }
        options.rsync.command = rsyncCommand.split(separator: " ").map(String.init)
        options.rsync.connectSeconds = connectTimeout
        options.rsync.idleSeconds = idleTimeout
        options.rsync.totalSeconds = fetchTimeout
        options.rsync.sourceAddress = options.https.sourceAddress
        options.rsync.family = family
        options.rsync.objectSize = objectSize
        options.rrdp.objectSize = objectSize
        return options
    }
}

extension SyncOptions {
    /// The proxy. An option with a type of its own would repeat what was typed when that is wrong, and there may be a
    /// password in it.
    private func parsedProxy() throws(HTTPSOptions.Proxy.Refusal) -> HTTPSOptions.Proxy? {
        guard let proxy else { return nil }
        return try HTTPSOptions.Proxy(parsing: proxy)
    }

    /// Name and password for the proxy; `nil` where no file is named.
    private func credentials() throws(Failure) -> HTTPSOptions.Proxy.Credentials? {
        guard let path = proxyCredentials else { return nil }
        guard !LocalFile.isOpenToOthers(path) else {
            throw Failure("\(path): every user may read this file; run chmod 600 on it")
        }
        let octets = try InputFile.read(path, limit: RPKIInputs.credentialsOctets)
        do {
            return try HTTPSOptions.Proxy.Credentials(decoding: octets)
        } catch {
            throw Failure("\(path): \(error)")
        }
    }

    /// Says what is in the environment and not looked at, though other programs do.
    func warnOfEnvironment() {
        guard !noFetch, proxy == nil, let name = ProxyEnvironment.name(in: ProcessInfo.processInfo.environment) else {
            return
        }
        StandardError.print("atalaya: ignored \(name) in the environment; use --proxy to set a proxy")
    }
}

/// An IP address on the command line.
struct AddressArgument: ExpressibleByArgument {
    let address: IPAddress

    init?(argument: String) {
        guard let address = IPAddress(argument) else { return nil }
        self.address = address
    }
}

/// `HOST=ADDRESS`.
struct HostAddress: ExpressibleByArgument {
    let host: String
    let address: IPAddress

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, HostSpelling(parts[0]) != .malformed, let address = IPAddress(parts[1]) else {
            return nil
        }
        host = parts[0].lowercased()
        self.address = address
    }
}

extension SynchronisationOptions.Fallback: ExpressibleByArgument {}
extension HTTPSOptions.Family: ExpressibleByArgument {}
