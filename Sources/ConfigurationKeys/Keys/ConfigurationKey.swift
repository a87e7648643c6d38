/// A key of a section: its name, type, range, default and explanation. What reads, writes, checks and documents
/// configurations is made from these.
public struct ConfigurationKey<Section: ConfigurationSection>: Sendable {
    /// The key from its section on: `tls.listen`.
    public let name: String
    /// Name of the type in documentation.
    public let type: String
    /// The values allowed; `nil` where the type says it all.
    public let range: String?
    /// One line.
    public let summary: String
    public let effect: ConfigurationEffect
    /// True if its values must not be logged.
    public let isSecret: Bool

    let shape: ValueShape
    /// Puts the value that was written into the section, or tells the context why not.
    let apply: @Sendable (ConfigurationValue, inout Section, inout ValueContext) -> Void
    /// The section's value as YAML on one line.
    public let text: @Sendable (Section) -> String

    package init<Value>(
        _ name: String, _ member: any WritableKeyPath<Section, Value> & Sendable, _ kind: ValueKind<Value>,
        _ summary: String, effect: ConfigurationEffect = .reload, isSecret: Bool = false
    ) {
        self.init(name, in: \.self, member, kind, summary, effect: effect, isSecret: isSecret)
    }

    /// The key of a member of a member.
    package init<Part, Value>(
        _ name: String, in part: any WritableKeyPath<Section, Part> & Sendable,
        _ member: any WritableKeyPath<Part, Value> & Sendable, _ kind: ValueKind<Value>, _ summary: String,
        effect: ConfigurationEffect = .reload, isSecret: Bool = false
    ) {
        self.name = name
        type = kind.name
        range = kind.range
        self.summary = summary
        self.effect = effect
        self.isSecret = isSecret
        shape = kind.shape
        apply = { value, section, context in
            context.note(value.origin)
            if let value = kind.read(value, &context) { section[keyPath: part][keyPath: member] = value }
        }
        text = { kind.text($0[keyPath: part][keyPath: member]) }
    }

    private init<Part>(
        _ key: ConfigurationKey<Part>, under name: String, at member: any WritableKeyPath<Section, Part> & Sendable
    ) {
        self.name = name.isEmpty ? key.name : "\(name).\(key.name)"
        type = key.type
        range = key.range
        summary = key.summary
        effect = key.effect
        isSecret = key.isSecret
        shape = key.shape
        apply = { key.apply($0, &$1[keyPath: member], &$2) }
        text = { key.text($0[keyPath: member]) }
    }

    /// The same key of a section that has this one at `member`.
    func under<Whole: ConfigurationSection>(
        _ name: String, _ member: any WritableKeyPath<Whole, Section> & Sendable
    ) -> ConfigurationKey<Whole> {
        ConfigurationKey<Whole>(self, under: name, at: member)
    }

    /// Its name's parts.
    var path: [String] { name.split(separator: ".").map(String.init) }

    /// The environment variable that sets the key: `ATALAYA_RTR_TLS_LISTEN`.
    public var environmentVariable: String {
        ConfigurationEnvironment.prefix + String(name.uppercased().map { $0 == "." || $0 == "-" ? "_" : $0 })
    }

    /// The default as YAML on one line.
    public var standard: String { text(Section()) }
}
