internal import ConfigurationKeys
internal import NumberResources
internal import RPKIToRouter

extension NodeConfiguration {
    /// The configuration of the RTR server.
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

    /// The intervals that routers get, and the length of the history of changes.
    var cache: RTRCache.Configuration {
        var configuration = RTRCache.Configuration()
        // The rules of the configuration have found them usable.
        configuration.timers = rtr.timers ?? .standard
        configuration.history = rtr.history
        return configuration
    }
}
