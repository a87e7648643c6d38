public import NumberResources

/// An organisation of the demo: what it is called, what it holds, and what it announces.
public struct DemoOrganisation: Hashable, Sendable {
    /// What it does in the topology.
    public enum Kind: String, Hashable, Sendable {
        /// A carrier without providers of its own.
        case backbone
        /// A provider of its economy.
        case provider
        /// A network at the edge.
        case edge
        /// An exchange point.
        case exchange
    }

    /// A prefix that one of its ASes originates.
    public struct Announcement: Hashable, Sendable {
        public let prefix: IPPrefix
        public let origin: ASN
    }

    /// Its handle in the registry, such as `ORG-HARBOUR-NET`.
    public let handle: String
    /// The name of its CA, such as `harbour-net`.
    public let slug: String
    public let name: String
    public let place: DemoPlace
    public let kind: Kind
    /// Its AS numbers, the most important one first.
    public let asns: [ASN]
    /// The addresses that it holds, announced or not.
    public let holdings: [IPPrefix]
    public let announcements: [Announcement]

    init(
        _ slug: String, _ name: String, _ place: DemoPlace, _ kind: Kind, asns: [ASN], holdings: [IPPrefix],
        announcements: [Announcement]
    ) {
        handle = "ORG-" + slug.uppercased()
        self.slug = slug
        self.name = name
        self.place = place
        self.kind = kind
        self.asns = asns
        self.holdings = holdings
        self.announcements = announcements
    }

    /// Whom to write to; a name of RFC 2606.
    public var contact: String { "noc@\(slug).example" }
}
