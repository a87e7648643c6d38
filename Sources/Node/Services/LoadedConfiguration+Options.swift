internal import Fetching
internal import RPKIRepository

extension LoadedConfiguration {
    /// How repositories are fetched, with what the files of the configuration say of it.
    var synchronisation: SynchronisationOptions {
        var options = configuration.synchronisation
        options.https.proxy?.credentials = inputs.proxyCredentials
        options.trust(inputs.locators)
        return options
    }
}
