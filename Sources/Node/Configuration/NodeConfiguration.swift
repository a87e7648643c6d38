public import ConfigurationKeys

/// The settings of the operator: the whole of a node's configuration. A value made without arguments has every default.
///
/// Each service owns its section: members, keys, rules and files. A section is had by its type, and by a property that its service
/// declares next to it: `configuration.rpki`.
public struct NodeConfiguration: ConfigurationSection {
    /// The folder of the node's databases.
    public var state = "/var/lib/atalaya"
    private var sections: [String: any NodeSection]

    public init() {
        sections = Dictionary(NodeConfiguration.sections.map { ($0.name, $0.standard) }) { first, _ in first }
    }

    /// The section of a type.
    public subscript<Section: NodeSection>(_ type: Section.Type) -> Section {
        get { sections[Section.name] as? Section ?? Section() }
        set { sections[Section.name] = newValue }
    }

    public static let keys: [ConfigurationKey<NodeConfiguration>] =
        [.init("state", \.state, .path, "Folder of the databases.", effect: .restart)] + sections.flatMap(\.keys)

    /// The content of the files that the sections name.
    public struct Inputs: Sendable {
        private let values: [String: any Sendable]

        fileprivate init(_ values: [String: any Sendable]) {
            self.values = values
        }

        /// Those of a section; `nil` where no configuration was read.
        public subscript<Section: NodeSection>(_ type: Section.Type) -> Section.Inputs? {
            values[Section.name] as? Section.Inputs
        }
    }

    public func read(_ files: inout ConfigurationFiles) -> Inputs {
        var values: [String: any Sendable] = [:]
        for section in NodeConfiguration.sections { values[section.name] = section.read(self, &files) }
        return Inputs(values)
    }
}

extension NodeConfiguration {
    public static func == (first: NodeConfiguration, second: NodeConfiguration) -> Bool {
        first.state == second.state && first.sections.count == second.sections.count
            && first.sections.allSatisfy { name, section in isSame(section, second.sections[name]) }
    }

    private static func isSame<Section: NodeSection>(_ section: Section, _ other: (any NodeSection)?) -> Bool {
        section == other as? Section
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(state)
        for (_, section) in sections.sorted(by: { $0.key < $1.key }) { section.hash(into: &hasher) }
    }
}
