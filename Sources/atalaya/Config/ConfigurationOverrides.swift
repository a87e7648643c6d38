internal import ArgumentParser
internal import ConfigurationKeys
internal import Foundation
internal import Node

/// Keys set in addition to the file, for every command that reads a configuration.
struct ConfigurationOverrides: ParsableArguments {
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Set a configuration key, overriding the file and the environment: rtr.listen=127.0.0.1:8323. Separate "
                + "the elements of a list with commas. May be repeated.", valueName: "key=value"))
    var settings: [String] = []

    /// The configuration of the file at `path`, the environment and these settings.
    func source(path: String?) -> ConfigurationSource<NodeConfiguration> {
        ConfigurationSource<NodeConfiguration>(
            path: path, environment: ProcessInfo.processInfo.environment, options: settings)
    }
}
