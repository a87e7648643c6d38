internal import ConfigurationKeys
internal import Fetching
internal import RPKIRepository

extension LoadedConfiguration<NodeConfiguration> {
    /// How repositories are fetched, with what the files of the configuration say of it.
    ///
    /// - Parameter supplies: A folder in place of the servers counts, if there is one.
    func synchronisation(_ supplies: NodeSupplies) -> SynchronisationOptions {
        var options = configuration.synchronisation
        options.https.proxy?.credentials = inputs.rpki.proxyCredentials
        options.trust(inputs.rpki.locators)
        options.rsync.source = supplies.repositories
        return options
    }
}
