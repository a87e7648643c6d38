internal import Fetching

extension ConfigurationKey {
    static let rpki: [ConfigurationKey] = policy + fetching + timeouts + fetchLimits + validation + alarm

    private static let policy: [ConfigurationKey] = [
        .init(
            "rpki.tals", \.rpki.tals, ValueKind.trustAnchor.list("locators"),
            "Trust anchor locators (RFC 8630): files, or those of the registries that the program carries."),
        .init(
            "rpki.constraints", \.rpki.constraints, ValueKind.path.list("paths"),
            "Files NAME.constraints: what the trust anchor of NAME.tal may speak of. One beside its TAL is read unasked."
        ),
        .init(
            "rpki.skiplist", \.rpki.skipList, ValueKind.path.optional(),
            "File of hosts and URIs that are left out, one a line."),
        .init(
            "rpki.slurm", \.rpki.slurm, ValueKind.path.list("paths"),
            "Files of local exceptions (RFC 8416, and version 2)."),
    ]

    private static let fetching: [ConfigurationKey] = [
        .init(
            "rpki.refresh", \.rpki.refresh, .duration(.seconds(1) ... .seconds(86_400)),
            "Time from the end of one refresh to the start of the next."),
        .init(
            "rpki.jitter", \.rpki.jitter, .share(0...100),
            "How much later than that a refresh may start, at random, so that nodes do not all call at once."),
        .init("rpki.rrdp", \.rpki.rrdp, .boolean, "Whether repositories are fetched by RRDP (RFC 8182)."),
        .init("rpki.rsync", \.rpki.rsync, .boolean, "Whether repositories are fetched by rsync."),
        .init(
            "rpki.rsync-command", \.rpki.rsyncCommand, .command,
            "The rsync program, and arguments that come before all others."),
        .init(
            "rpki.rsync-fallback", \.rpki.rsyncFallback, .choice,
            "When rsync is tried for a repository whose RRDP failed."),
        .init(
            "rpki.rsync-fallback-delay", \.rpki.rsyncFallbackDelay, .duration(.zero ... .seconds(86_400)),
            "The longest wait, drawn at random, of a delayed fallback."),
        .init(
            "rpki.https-ca", \.rpki.httpsCA, ValueKind.path.list("paths"),
            "PEM files of authorities to trust for HTTPS beside the system's."),
        .init(
            "rpki.resolve", \.rpki.resolve, .hosts, "Addresses of hosts, in place of what DNS says."),
        .init(
            "rpki.proxy", \.rpki.proxy, ValueKind<HTTPSOptions.Proxy>.proxy.optional(),
            "HTTP proxy that HTTPS goes through. rsync does not use it. Names are then looked up by the proxy."),
        .init(
            "rpki.proxy-credentials", \.rpki.proxyCredentials, ValueKind.path.optional(),
            "File whose first line is NAME:PASSWORD for the proxy; only its owner and group may read it."),
        .init(
            "rpki.allow-internal-hosts", \.rpki.allowInternalHosts, ValueKind.prefix.list("prefixes"),
            "Prefixes inside, such as 10.0.0.0/8, that CAs and redirects may lead to. Hosts of locators always may."),
        .init(
            "rpki.source-address", \.rpki.sourceAddress, ValueKind.address.optional(),
            "Own address that fetches start from."),
        .init("rpki.family", \.rpki.family, .choice, "The addresses of servers that are used."),
    ]

    private static let timeouts: [ConfigurationKey] = [
        .init(
            "rpki.timeouts.connect", \.rpki.timeouts.connect, .duration(.seconds(1) ... .seconds(600)),
            "Until a server answers a connection."),
        .init(
            "rpki.timeouts.idle", \.rpki.timeouts.idle, .duration(.seconds(1) ... .seconds(3600)),
            "Without an octet from a server."),
        .init(
            "rpki.timeouts.total", \.rpki.timeouts.total, .duration(.seconds(1) ... .seconds(86_400)),
            "One refresh of one repository."),
        .init(
            "rpki.walk-timeout", \.rpki.walkTimeout, .duration(.seconds(1) ... .seconds(86_400)),
            "How long one refresh waits for all repositories together, at most; the rest is used as stored."),
    ]

    private static let fetchLimits: [ConfigurationKey] = [
        .init(
            "rpki.limits.notification-size", \.rpki.limits.notificationSize, .size(10_000...1_000_000_000),
            "Octets of an RRDP notification, uncompressed."),
        .init(
            "rpki.limits.snapshot-size", \.rpki.limits.snapshotSize, .size(1_000_000...100_000_000_000),
            "Octets of an RRDP snapshot, uncompressed."),
        .init(
            "rpki.limits.delta-size", \.rpki.limits.deltaSize, .size(1_000_000...100_000_000_000),
            "Octets of an RRDP delta, uncompressed."),
        .init(
            "rpki.limits.deltas", \.rpki.limits.deltas, .number(0...100_000),
            "Deltas followed in one refresh; where more are due, the snapshot is taken."),
        .init(
            "rpki.limits.module-size", \.rpki.limits.moduleSize, .size(1_000_000...100_000_000_000),
            "Octets of an rsync module."),
        .init(
            "rpki.limits.module-files", \.rpki.limits.moduleFiles, .number(1...100_000_000),
            "Files of an rsync module."),
        .init(
            "rpki.limits.repository-objects", \.rpki.limits.repositoryObjects, .number(1...100_000_000),
            "Objects that are kept of one repository."),
        .init(
            "rpki.limits.repository-folders", \.rpki.limits.repositoryFolders, .number(1...10_000_000),
            "Folders that are kept of one repository."),
        .init(
            "rpki.limits.repository-size", \.rpki.limits.repositorySize, .size(1_000_000...100_000_000_000),
            "Octets of objects that are kept of one repository."),
        .init(
            "rpki.limits.state-size", \.rpki.limits.stateSize, .size(10_000_000...100_000_000_000_000),
            "Octets of what is fetched, in all. A repository that was never fetched may use seven eighths."),
        .init(
            "rpki.limits.repositories", \.rpki.limits.repositories, .number(1...1_000_000),
            "Repositories that the CAs of one trust anchor may name."),
        .init(
            "rpki.limits.connections-per-host", \.rpki.limits.connectionsPerHost, .number(1...1000),
            "Connections to one host at once."),
        .init(
            "rpki.limits.fetches", \.rpki.limits.fetches, .number(1...1000), "Repositories fetched at once."),
        .init(
            "rpki.limits.minimum-rate", \.rpki.limits.minimumRate, .size(0...1_000_000_000),
            "Octets a second that a server must send on average."),

    ]

    private static let alarm: [ConfigurationKey] = [
        .init(
            "rpki.alarm.removed-share", \.rpki.alarm.removedShare, .share(1...100),
            "The share of a trust anchor's VRPs whose loss in one refresh raises an alarm."),
        .init(
            "rpki.alarm.growth", \.rpki.alarm.growth, .number(2...1_000_000_000),
            "How many times as many VRPs as before one CA must have to raise an alarm."),
        .init(
            "rpki.alarm.growth-floor", \.rpki.alarm.growthFloor, .number(1...1_000_000_000),
            "The number of VRPs from which the growth of one CA can raise that alarm."),
        .init(
            "rpki.alarm.hold", \.rpki.alarm.hold, .boolean,
            "Whether such a loss, or what a CA that grew added, is held back until SIGUSR2."),
    ]
}
