internal import ConfigurationKeys
internal import Fetching
internal import NumberResources
internal import RPKIObjects
internal import RPKIRepository
internal import RPKIValidation

extension NodeConfiguration {
    /// The options for fetching repositories.
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
}
