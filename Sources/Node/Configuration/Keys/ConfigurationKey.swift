/// A key of the configuration: its name, type, range, default and explanation. What reads, writes, checks and documents
/// configurations is made from these.
public struct ConfigurationKey: Sendable {
    /// When a change takes effect.
    public enum Effect: String, Hashable, Sendable {
        /// With SIGHUP.
        case reload
        /// When the node is started the next time.
        case restart
    }

    /// The key from the top, as `rtr.tls.listen`.
    public let name: String
    /// What documentation calls the type.
    public let type: String
    /// The values allowed; `nil` where the type says it all.
    public let range: String?
    /// One line.
    public let summary: String
    public let effect: Effect

    let shape: ValueShape
    /// Puts the value that was written into the configuration, or tells the context why not.
    let apply: @Sendable (ConfigurationValue, inout NodeConfiguration, inout ValueContext) -> Void
    /// The configuration's value as YAML on one line.
    let text: @Sendable (NodeConfiguration) -> String

    init<Value>(
        _ name: String, _ member: any WritableKeyPath<NodeConfiguration, Value> & Sendable, _ kind: ValueKind<Value>,
        _ summary: String, effect: Effect = .reload
    ) {
        self.init(name, in: \.self, member, kind, summary, effect: effect)
    }

    /// The key of a member of `section`.
    init<Section, Value>(
        _ name: String, in section: any WritableKeyPath<NodeConfiguration, Section> & Sendable,
        _ member: any WritableKeyPath<Section, Value> & Sendable, _ kind: ValueKind<Value>, _ summary: String,
        effect: Effect = .reload
    ) {
        self.name = name
        type = kind.name
        range = kind.range
        self.summary = summary
        self.effect = effect
        shape = kind.shape
        apply = { value, configuration, context in
            context.note(value.origin)
            if let value = kind.read(value, &context) { configuration[keyPath: section][keyPath: member] = value }
        }
        text = { kind.text($0[keyPath: section][keyPath: member]) }
    }

    /// Its name's parts.
    var path: [String] { name.split(separator: ".").map(String.init) }

    /// The environment variable that sets the key: `ATALAYA_RTR_TLS_LISTEN`.
    public var environmentVariable: String {
        "ATALAYA_" + String(name.uppercased().map { $0 == "." || $0 == "-" ? "_" : $0 })
    }

    /// The default as YAML on one line.
    public var standard: String { text(NodeConfiguration()) }

    /// Every key, in the order of the documentation.
    public static let all: [ConfigurationKey] = general + rpki + rtr + http + metrics + watch + sinks
}
