import ConfigurationKeys
import Fetching
import NumberResources
import RPKIRepository
import RPKIToRouter
import TestSupport
import Testing

@testable import Node

/// A setting that does not get to what it is about has no effect.
@Suite("Settings get to the services") struct ServiceSettingsTests {
    private func configuration(_ text: String) -> NodeConfiguration {
        let reading = ConfigurationReading<NodeConfiguration>(text)
        #expect(reading.problems.allSatisfy { $0.isWarning }, "\(reading.problems)")
        return reading.configuration
    }

    @Test("Those of routers") func routers() {
        let configuration = configuration(
            """
            rtr:
              listen: ['192.0.2.1:323', '[2001:db8::1]:324']
              allow: [192.0.2.0/24]
              max-version: 1
              versions: {192.0.2.0/25: 0}
              max-connections: 71
              max-connections-per-source: 7
              query-timeout: 11s
              write-timeout: 12s
              idle-timeout: 2h
              notify-interval: 2m
              refresh: 21m
              retry: 5m
              expire: 3h
              history: 17
            """)
        let router = configuration.router
        #expect(router.listeners.map(\.host) == ["192.0.2.1", "2001:db8::1"])
        #expect(router.listeners.map(\.port) == [323, 324])
        #expect(router.access.allowed.map(\.description) == ["192.0.2.0/24"])
        #expect(router.access.maximumVersion == .one)
        #expect(router.access.versions.values.map(\.rawValue) == [0])
        #expect(router.limits.connections == 71)
        #expect(router.limits.connectionsPerSource == 7)
        #expect(router.limits.queryTimeout == 11)
        #expect(router.limits.writeTimeout == 12)
        #expect(router.limits.idleTimeout == 7_200)
        #expect(router.notifyInterval == 120)
        let cache = configuration.cache
        #expect(cache.history == 17)
        #expect([cache.timers.refresh, cache.timers.retry, cache.timers.expire] == [1_260, 300, 10_800])
    }

    @Test("Those of fetching") func fetching() {
        let options = configuration(
            """
            rpki:
              rrdp: false
              rsync-fallback: never
              rsync-fallback-delay: 77s
              rsync-command: [wrapper, -x]
              walk-timeout: 9m
              https-ca: [ca.pem]
              resolve: {repo.example.net: 192.0.2.1}
              proxy: 'http://proxy.example.net:3128'
              source-address: 192.0.2.7
              allow-internal-hosts: [10.0.0.0/8]
              timeouts: {connect: 16s, idle: 61s, total: 901s}
              limits:
                notification-size: 10001kB
                snapshot-size: 10002kB
                delta-size: 10003kB
                deltas: 11
                module-size: 10004kB
                module-files: 1005
                repository-objects: 1006
                repository-folders: 1007
                repository-size: 10008kB
                state-size: 1009MB
                repositories: 1010
                connections-per-host: 3
                fetches: 13
                minimum-rate: 1kB
            """
        ).synchronisation
        #expect(!options.usesRRDP && options.usesRsync)
        #expect(options.fallback == .never && options.fallbackDelay == 77)
        #expect(options.walkSeconds == 540 && options.silentSeconds == 21)
        #expect(options.fetchesAtOnce == 13 && options.fetchesPerHost == 3 && options.repositories == 1_010)
        let https = options.https
        #expect(https.trustFiles == ["ca.pem"] && https.addresses == ["repo.example.net": "192.0.2.1"])
        #expect(https.proxy != nil && https.sourceAddress == "192.0.2.7")
        let limits = https.limits
        #expect([limits.connectSeconds, limits.idleSeconds, limits.totalSeconds] == [16, 61, 901])
        #expect(limits.minimumRate == 1_000 && limits.connectionsPerHost == 3)
        let rrdp = options.rrdp
        #expect([rrdp.notificationSize, rrdp.snapshotSize, rrdp.deltaSize] == [10_001_000, 10_002_000, 10_003_000])
        #expect(rrdp.fetchedDeltas == 11)
        let storage = options.storage
        #expect([storage.repositoryObjects, storage.repositoryFolders] == [1_006, 1_007])
        #expect([storage.repositorySize, storage.stateSize] == [10_008_000, 1_009_000_000])
        let rsync = options.rsync
        #expect(rsync.command == ["wrapper", "-x"])
        #expect([rsync.connectSeconds, rsync.idleSeconds, rsync.totalSeconds] == [16, 61, 901])
        #expect([rsync.moduleSize, rsync.moduleFiles] == [10_004_000, 1_005])
        #expect(rsync.sourceAddress == "192.0.2.7" && rsync.addresses == https.addresses)
    }
}
