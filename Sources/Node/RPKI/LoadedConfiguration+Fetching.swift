internal import ConfigurationKeys
internal import Fetching
internal import RPKIRepository

extension LoadedConfiguration<NodeConfiguration> {
    /// The options for fetching repositories, with the files of the configuration.
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
