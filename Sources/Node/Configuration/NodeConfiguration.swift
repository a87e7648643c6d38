public import ConfigurationKeys

/// What the operator has set: the whole of a node's configuration. A value made without arguments has every default.
///
/// Each service owns its section: members, keys, rules and files.
public struct NodeConfiguration: ConfigurationSection {
    /// The folder of the node's databases.
    public var state = "/var/lib/atalaya"
    public var log = LogSection()
    public var backup = BackupSection()
    public var rpki = RPKISection()
    public var rtr = RoutersSection()
    public var http = HTTPSection()
    public var metrics = MetricsSection()
    public var watch = RoutesSection()

    public init() {}

    public static let keys: [ConfigurationKey<NodeConfiguration>] =
        [.init("state", \.state, .path, "Folder of the databases.", effect: .restart)]
        + part("log", \.log) + part("backup", \.backup) + part("rpki", \.rpki) + part("rtr", \.rtr)
        + part("http", \.http)
        + part("metrics", \.metrics) + part("watch", \.watch)

    /// The content of the files that the sections name.
    public struct Inputs: Sendable {
        public let rpki: RPKIInputs
        public let routes: RoutesInputs
    }

    public func read(_ files: inout ConfigurationFiles) -> Inputs {
        let rpki = files.part("rpki", rpki)
        files.part("rtr", rtr)
        files.part("http", http)
        return Inputs(rpki: rpki, routes: files.part("watch", watch))
    }
}
