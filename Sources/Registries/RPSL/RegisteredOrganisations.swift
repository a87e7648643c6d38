public import NumberResources

/// The organisations that aut-num objects name (attribute `org`), by AS number.
public struct RegisteredOrganisations: Sendable {
    /// An organisation by its key, in the registry that has it.
    public struct Organisation: Hashable, Sendable {
        public let source: String
        public let key: String
    }

    private let organisations: [ASN: Set<Organisation>]

    public init(_ files: some Sequence<RoutingRegistryFile> = EmptyCollection<RoutingRegistryFile>()) {
        var organisations: [ASN: Set<Organisation>] = [:]
        for file in files { organisations.merge(file.organisations) { $0.union($1) } }
        self.organisations = organisations
    }

    /// The organisations of an AS, ascending.
    public subscript(asn: ASN) -> [Organisation] {
        organisations[asn].map { $0.sorted() } ?? []
    }
}

extension RegisteredOrganisations.Organisation: Comparable {
    public static func < (left: Self, right: Self) -> Bool {
        (left.source, left.key) < (right.source, right.key)
    }
}

extension RegisteredOrganisations.Organisation: CustomStringConvertible {
    public var description: String { "\(key) in \(source)" }
}
