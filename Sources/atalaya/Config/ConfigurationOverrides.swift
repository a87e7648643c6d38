internal import ArgumentParser
internal import ConfigurationKeys
internal import Foundation
internal import Node

/// What sets keys beside the file, for every command that reads a configuration.
struct ConfigurationOverrides: ParsableArguments {
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Set a key, whatever the file and the environment say: rtr.listen=127.0.0.1:8323. Elements of a list have commas "
                + "between them. As often as wanted.", valueName: "key=value"))
    var settings: [String] = []

    /// The configuration of the file at `path`, the environment and these settings.
    func source(path: String?) -> ConfigurationSource<NodeConfiguration> {
        ConfigurationSource<NodeConfiguration>(
            path: path, environment: ProcessInfo.processInfo.environment, options: settings)
    }
}
