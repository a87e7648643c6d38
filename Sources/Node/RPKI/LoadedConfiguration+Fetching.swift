internal import ConfigurationKeys
internal import Fetching
internal import RPKIRepository

extension LoadedConfiguration<NodeConfiguration> {
    /// The options for fetching repositories, with the files of the configuration.
    var synchronisation: SynchronisationOptions {
        var options = configuration.synchronisation
        options.https.proxy?.credentials = inputs.rpki.proxyCredentials
        options.trust(inputs.rpki.locators)
        return options
    }
}
