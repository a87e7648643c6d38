internal import ArgumentParser
internal import NumberResources
internal import RPKIToRouter

/// `PREFIX=VERSION` on the command line; an address alone is the prefix of itself.
struct PrefixVersion: ExpressibleByArgument {
    let prefix: IPPrefix
    let version: ProtocolVersion

    init?(argument: String) {
        guard let equals = argument.lastIndex(of: "="),
            let prefix = PrefixArgument(argument: String(argument[..<equals]))?.prefix,
            let number = UInt8(argument[argument.index(after: equals)...]),
            let version = ProtocolVersion(rawValue: number)
        else { return nil }
        self.prefix = prefix
        self.version = version
    }
}
