public import SecurityEvents

extension Role {
    /// What the node knows about networks.
    private static let content: [Resource] = [.routing, .alerts, .rpki, .economies, .reports, .cases, .sources]

    /// The permissions of the role. Reading what is marked TLP:RED and administering the node are in different roles.
    public var grants: [Grant] {
        switch self {
        case .public:
            [Grant(.read, .aggregates, upTo: .clear)]
        case .viewer:
            Role.content.flatMap { [Grant(.read, $0, upTo: .amber), Grant(.export, $0, upTo: .amber)] } + own
        case .analyst:
            Role.content.flatMap { [Grant(.read, $0, upTo: .red), Grant(.export, $0, upTo: .red)] }
                + [Resource.alerts, .cases, .reports].map { Grant(.change, $0, upTo: .red) } + own
        case .administrator:
            [Resource.settings, .users, .tokens, .sessions, .backup, .audit].map { Grant(.read, $0, upTo: .red) }
                // The audit is not changed by anybody.
                + [Resource.settings, .users, .tokens, .sessions, .backup, .sources].map {
                    Grant(.change, $0, upTo: .red)
                } + [Grant(.read, .sources, upTo: .amber), Grant(.export, .audit, upTo: .red)] + own
        }
    }

    /// What everyone with an account may do: see the sums for anyone, and change what is their own.
    private var own: [Grant] {
        Role.public.grants + [Grant(.read, .account, upTo: .red), Grant(.change, .account, upTo: .red)]
    }
}

extension Sequence where Element == Role {
    /// The permissions of all of them together.
    public var grants: [Grant] { flatMap(\.grants) }
}

extension Sequence where Element == Grant {
    /// Whether one of them covers records with this label.
    public func permit(_ verb: Verb, _ resource: Resource, marked label: TrafficLight) -> Bool {
        contains { $0.verb == verb && $0.resource == resource && label <= $0.highest }
    }

    /// The narrowest label that they cover; `nil` where none is about this verb and resource.
    public func highest(_ verb: Verb, _ resource: Resource) -> TrafficLight? {
        filter { $0.verb == verb && $0.resource == resource }.map(\.highest).max()
    }
}
