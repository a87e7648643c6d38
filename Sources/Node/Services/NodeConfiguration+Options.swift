internal import ConfigurationKeys
internal import Fetching
internal import NumberResources
internal import RPKIObjects
internal import RPKIRepository
internal import RPKIToRouter
internal import RPKIValidation

extension NodeConfiguration {
    /// How repositories are fetched.
    var synchronisation: SynchronisationOptions {
        var options = SynchronisationOptions()
        options.usesRRDP = rpki.rrdp
        options.usesRsync = rpki.rsync
        options.fallback = rpki.rsyncFallback
        options.fallbackDelay = rpki.rsyncFallbackDelay.wholeSeconds
        // Servers that take long do not hold up the others: the walk takes what there is of their repositories.
        options.walkSeconds = rpki.walkTimeout.wholeSeconds
        // As long as one server may take to answer, and a little more for those that were asked after it.
        options.silentSeconds = min(rpki.walkTimeout.wholeSeconds, rpki.timeouts.connect.wholeSeconds + 5)
        options.fetchesAtOnce = rpki.limits.fetches
        options.fetchesPerHost = rpki.limits.connectionsPerHost
        options.repositories = rpki.limits.repositories
        options.https.trustFiles = rpki.httpsCA
        options.https.addresses = rpki.resolve.mapValues { "\($0)" }
        options.https.proxy = rpki.proxy
        options.https.sourceAddress = rpki.sourceAddress.map { "\($0)" }
        options.https.family = rpki.family
        options.https.limits.connectSeconds = rpki.timeouts.connect.wholeSeconds
        options.https.limits.idleSeconds = rpki.timeouts.idle.wholeSeconds
        options.https.limits.totalSeconds = rpki.timeouts.total.wholeSeconds
        options.https.limits.minimumRate = rpki.limits.minimumRate
        options.https.limits.connectionsPerHost = rpki.limits.connectionsPerHost
        options.rrdp.notificationSize = rpki.limits.notificationSize
        options.rrdp.snapshotSize = rpki.limits.snapshotSize
        options.rrdp.deltaSize = rpki.limits.deltaSize
        options.rrdp.fetchedDeltas = rpki.limits.deltas
        options.rrdp.objectSize = rpki.validation.decoding.objectSize
        options.storage.repositoryObjects = rpki.limits.repositoryObjects
        options.storage.repositoryFolders = rpki.limits.repositoryFolders
        options.storage.repositorySize = rpki.limits.repositorySize
        options.storage.stateSize = rpki.limits.stateSize
        options.rsync.command = rpki.rsyncCommand
        options.rsync.connectSeconds = rpki.timeouts.connect.wholeSeconds
        options.rsync.idleSeconds = rpki.timeouts.idle.wholeSeconds
        options.rsync.totalSeconds = rpki.timeouts.total.wholeSeconds
        options.rsync.objectSize = rpki.validation.decoding.objectSize
        options.rsync.moduleSize = rpki.limits.moduleSize
        options.rsync.moduleFiles = rpki.limits.moduleFiles
        options.rsync.sourceAddress = options.https.sourceAddress
        options.rsync.family = options.https.family
        options.rsync.addresses = options.https.addresses
        options.policy = AddressPolicy(prefixes: rpki.allowInternalHosts)
        return options
    }

    /// How routers are served.
    var router: RTRServerConfiguration {
        var listeners = rtr.listen.map { RTRListener(host: $0.host, port: $0.port) }
        if let tls = routerTLS {
            listeners += rtr.tls.listen.map { RTRListener(host: $0.host, port: $0.port, tls: tls) }
        }
        var configuration = RTRServerConfiguration(listeners: listeners)
        configuration.access = routerAccess
        configuration.limits.connections = rtr.maxConnections
        configuration.limits.connectionsPerSource = rtr.maxConnectionsPerSource
        configuration.limits.queryTimeout = rtr.queryTimeout.wholeSeconds
        configuration.limits.writeTimeout = rtr.writeTimeout.wholeSeconds
        configuration.limits.idleTimeout = rtr.idleTimeout.wholeSeconds
        configuration.notifyInterval = rtr.notifyInterval.fractionalSeconds
        return configuration
    }

    /// By which files routers are served with TLS; `nil` where they are not.
    var routerTLS: RTRServerTLS? {
        guard !rtr.tls.listen.isEmpty, let certificate = rtr.tls.certificate, let key = rtr.tls.key else { return nil }
        return RTRServerTLS(certificateFile: certificate, keyFile: key, clientAuthorityFile: rtr.tls.clientCA)
    }

    /// Which routers may connect, and in which versions.
    var routerAccess: RTRAccess {
        var access = RTRAccess()
        access.allowed = rtr.allow
        access.maximumVersion = NodeConfiguration.version(rtr.maxVersion)
        access.versions = rtr.versions.mapValues(NodeConfiguration.version)
        return access
    }

    private static func version(_ number: Int) -> ProtocolVersion {
        UInt8(exactly: number).flatMap { ProtocolVersion(rawValue: $0) } ?? .two
    }

    /// What routers are told of time, and how much of the past they are told.
    var cache: RTRCache.Configuration {
        var configuration = RTRCache.Configuration()
        // The rules of the configuration have found them usable.
        configuration.timers = rtr.timers ?? .standard
        configuration.history = rtr.history
        return configuration
    }
}
