public import ConfigurationKeys

/// A section of a node's configuration.
public protocol NodeSection: ConfigurationSection {
    /// Its name in the configuration: `rpki`.
    static var name: String { get }

    /// The addresses that it has the node listen at, by their keys from the section on.
    var listenAddresses: [(key: String, addresses: [ListenAddress])] { get }
}

extension NodeSection {
    public var listenAddresses: [(key: String, addresses: [ListenAddress])] { [] }
}
