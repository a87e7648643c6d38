internal import ArgumentParser
internal import NumberResources

/// An address prefix on the command line; an address alone is the prefix of itself.
struct PrefixArgument: ExpressibleByArgument {
    let prefix: IPPrefix

    init?(argument: String) {
        guard let prefix = IPPrefix(argument) ?? IPAddress(argument).map({ IPPrefix($0) }) else { return nil }
        self.prefix = prefix
    }
}
