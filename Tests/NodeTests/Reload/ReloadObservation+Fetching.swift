import Fetching
import NumberResources

@testable import Node
@testable import RPKIRepository

extension ReloadObservation {
    /// How repositories are fetched.
    static let fetched: [ReloadObservation] = [
        fetching("rpki.rrdp", "true", \.usesRRDP),
        fetching("rpki.rsync", "true", \.usesRsync),
        fetching("rpki.rsync-command", "[other, --verbose]", \.rsync.command),
        fetching("rpki.rsync-fallback", "never", \.fallback),
        fetching("rpki.rsync-fallback-delay", "5m", \.fallbackDelay),
        fetching("rpki.https-ca", "[ca.pem]", \.https.trustFiles),
        fetching("rpki.resolve", "{rpki.example: 192.0.2.1}", \.https.addresses),
        fetching("rpki.proxy", "'http://127.0.0.1:2'", \.https.proxy),
        fetching("rpki.proxy-credentials", "credentials", \.https.proxy?.credentials?.name),
        fetching("rpki.allow-internal-hosts", "[10.0.0.0/8]", \.policy.prefixes),
        fetching("rpki.source-address", "127.0.0.1", \.https.sourceAddress),
        fetching("rpki.family", "ipv4", \.https.family),
        fetching("rpki.timeouts.connect", "3s", \.https.limits.connectSeconds),
        fetching("rpki.timeouts.idle", "4s", \.https.limits.idleSeconds),
        fetching("rpki.timeouts.total", "5s", \.https.limits.totalSeconds),
        fetching("rpki.walk-timeout", "7s", \.walkSeconds),
    ]

    /// Within what limits they are.
    static let fetchedWithin: [ReloadObservation] = [
        fetching("rpki.limits.notification-size", "5MB", \.rrdp.notificationSize),
        fetching("rpki.limits.snapshot-size", "5MB", \.rrdp.snapshotSize),
        fetching("rpki.limits.delta-size", "5MB", \.rrdp.deltaSize),
        fetching("rpki.limits.deltas", "7", \.rrdp.fetchedDeltas),
        fetching("rpki.limits.module-size", "5MB", \.rsync.moduleSize),
        fetching("rpki.limits.module-files", "7", \.rsync.moduleFiles),
        fetching("rpki.limits.repository-objects", "7", \.storage.repositoryObjects),
        fetching("rpki.limits.repository-folders", "7", \.storage.repositoryFolders),
        fetching("rpki.limits.repository-size", "5MB", \.storage.repositorySize),
        fetching("rpki.limits.state-size", "50MB", \.storage.stateSize),
        fetching("rpki.limits.repositories", "7", \.repositories),
        fetching("rpki.limits.connections-per-host", "7", \.fetchesPerHost),
        fetching("rpki.limits.fetches", "7", \.fetchesAtOnce),
        fetching("rpki.limits.minimum-rate", "7kB", \.https.limits.minimumRate),
    ]

    /// A key that is an option of what fetches.
    private static func fetching<Value>(
        _ key: String, _ value: String, _ option: any KeyPath<SynchronisationOptions, Value> & Sendable
    ) -> ReloadObservation {
        .init(key, value) { "\(try await $0.synchroniser.options[keyPath: option])" }
    }
}
