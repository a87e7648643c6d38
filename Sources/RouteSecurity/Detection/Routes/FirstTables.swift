import BGPMessages
import NumberResources

/// What the first tables of peers showed beyond the configuration, which is usual then.
struct FirstTables: Sendable {
    struct Origin: Hashable, Sendable, Codable {
        let prefix: IPPrefix
        let origin: ASN
    }

    /// What of it outlives a restart.
    struct Memory: Hashable, Sendable, Codable {
        var prefixes: [IPPrefix] = []
        var covering: [Origin] = []
        var downstreams: [ASN] = []
    }

    /// The most of each kind that is remembered.
    static let limit = 65_536

    /// Prefixes that our ASes originate.
    private(set) var prefixes: Set<IPPrefix> = []
    /// Prefixes around monitored ones.
    private(set) var covering: Set<Origin> = []
    /// ASes behind ours.
    private(set) var downstreams: Set<ASN> = []
    /// What could not be remembered.
    private(set) var left = 0

    init() {}

    init(_ memory: Memory) {
        prefixes = Set(memory.prefixes.prefix(FirstTables.limit))
        covering = Set(memory.covering.prefix(FirstTables.limit))
        downstreams = Set(memory.downstreams.prefix(FirstTables.limit))
    }

    var memory: Memory {
        Memory(
            prefixes: prefixes.sorted(),
            covering: covering.sorted { ($0.prefix, $0.origin) < ($1.prefix, $1.origin) },
            downstreams: downstreams.sorted())
    }

    /// Takes a route of a class that only what is new has as usual.
    ///
    /// - Returns: Whether it was not known.
    mutating func learn(_ alertClass: AlertClass, _ prefix: IPPrefix, _ offender: ASN) -> Bool {
        switch alertClass {
        case .newPrefix, .notOurs: learn(prefix, in: \.prefixes)
        case .superPrefixOrigin: learn(Origin(prefix: prefix, origin: offender), in: \.covering)
        case .newDownstream: learn(offender, in: \.downstreams)
        default: false
        }
    }

    private mutating func learn<Element>(
        _ element: Element, in set: WritableKeyPath<FirstTables, Set<Element>>
    ) -> Bool {
        if self[keyPath: set].contains(element) { return false }
        guard self[keyPath: set].count < FirstTables.limit else {
            left &+= 1
            return false
        }
        self[keyPath: set].insert(element)
        return true
    }
}
