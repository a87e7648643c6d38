internal import ConfigurationKeys
internal import Fetching
internal import RPKIRepository

extension LoadedConfiguration<NodeConfiguration> {
    /// How repositories are fetched, with what the files of the configuration say of it.
    var synchronisation: SynchronisationOptions {
        var options = configuration.synchronisation
        options.https.proxy?.credentials = inputs.rpki.proxyCredentials
        options.trust(inputs.rpki.locators)
        return options
    }
}
