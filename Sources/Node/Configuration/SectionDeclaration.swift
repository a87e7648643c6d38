internal import ConfigurationKeys

/// A section as a part of a node's configuration: its keys, its rules and its files under its name.
struct SectionDeclaration: Sendable {
    let name: String
    /// The section with every default.
    let standard: any NodeSection
    let keys: [ConfigurationKey<NodeConfiguration>]
    let check: @Sendable (NodeConfiguration, inout ConfigurationRules) -> Void
    /// The content of its files.
    let read: @Sendable (NodeConfiguration, inout ConfigurationFiles) -> any Sendable
    /// The addresses on which it has the node listen, by whole keys.
    let listenAddresses: @Sendable (NodeConfiguration) -> [(key: String, addresses: [ListenAddress])]

    /// - Parameter member: where a configuration has it.
    init<Section: NodeSection>(_ member: any WritableKeyPath<NodeConfiguration, Section> & Sendable) {
        name = Section.name
        standard = Section()
        keys = NodeConfiguration.part(Section.name, member)
        check = { $1.part(Section.name, $0[keyPath: member]) }
        read = { $1.part(Section.name, $0[keyPath: member]) }
        listenAddresses = { configuration in
            configuration[keyPath: member].listenAddresses.map { ("\(Section.name).\($0.key)", $0.addresses) }
        }
    }
}
