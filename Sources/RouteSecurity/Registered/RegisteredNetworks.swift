import NumberResources
public import Registries

/// What registries say of networks: route objects of the IRR, the organisations of AS numbers, the holders of AS numbers and
/// addresses.
///
/// It lowers or raises the confidence in an alert. Only what the holder of the resource alone can have registered weighs much:
/// an attacker can have a route object made in most routing registries.
public struct RegisteredNetworks: Sendable {
    /// A holder of more AS numbers than this may be a national registry, whose members share nothing else.
    static let mostASNs = 64

    let objects: RouteObjects
    private let organisations: RegisteredOrganisations
    private let delegations: DelegatedStatistics
    /// Holders that say nothing.
    private let collective: Set<Delegation.Holder>
    /// Whether any routing registry was read.
    let hasRoutingRegistries: Bool

    /// - Parameters:
    ///   - routing: Dumps of routing registries.
    ///   - delegated: Extended files of delegated statistics.
    public init(routing: [RoutingRegistryFile] = [], delegated: [DelegatedFile] = []) {
        objects = RouteObjects(routing)
        organisations = RegisteredOrganisations(routing)
        delegations = DelegatedStatistics(delegated)
        collective = Set(delegations.asnCounts.filter { $0.value > RegisteredNetworks.mostASNs }.keys)
        hasRoutingRegistries = !routing.isEmpty
    }
}

extension RegisteredNetworks {
    /// What route objects say of a route.
    struct RouteRecord: Hashable {
        /// The registries with an object of its origin for its prefix or a less specific one, ascending.
        var sources: [String] = []
        /// Whether one of them is of those in which only the holder can have made it.
        var isAuthoritative = false
        /// The origins of other objects that cover the prefix, ascending.
        var others: [ASN] = []
    }

    func record(of prefix: IPPrefix, origin: ASN) -> RouteRecord {
        var sources: Set<String> = []
        var others: Set<ASN> = []
        for object in objects.objects(covering: prefix) {
            if object.origin == origin { sources.insert(object.source) } else { others.insert(object.origin) }
        }
        return RouteRecord(
            sources: sources.sorted(), isAuthoritative: sources.contains(where: AuthoritativeRegistries.contains),
            others: others.sorted())
    }

    /// The organisation that an AS has in common with one of others, as an authoritative registry names it; the first of them, where
    /// there are several.
    func commonOrganisation(_ asn: ASN, _ others: [ASN]) -> (other: ASN, organisation: String)? {
        let mine = organisations[asn].filter { AuthoritativeRegistries.contains($0.source) }
        if !mine.isEmpty {
            for other in others where other != asn {
                if let common = organisations[other].first(where: mine.contains) { return (other, "\(common)") }
            }
        }
        guard let holder = holder(of: asn) else { return nil }
        for other in others where other != asn {
            if self.holder(of: other) == holder { return (other, RegisteredNetworks.text(holder)) }
        }
        return nil
    }

    /// Whether an AS is of the holder of a prefix: by the delegated files, or by an object of exactly this route in an authoritative
    /// registry.
    func isHolder(_ asn: ASN, of prefix: IPPrefix) -> Bool {
        if let holder = holder(of: asn), delegations.holder(of: prefix) == holder { return true }
        return objects.objects(covering: prefix).contains {
            $0.prefix == prefix && $0.origin == asn && AuthoritativeRegistries.contains($0.source)
        }
    }

    /// The holder that an AS and a prefix have in common in the delegated files, as text.
    func commonHolder(_ asn: ASN, _ prefix: IPPrefix) -> String? {
        guard let holder = holder(of: asn), delegations.holder(of: prefix) == holder else { return nil }
        return RegisteredNetworks.text(holder)
    }

    private func holder(of asn: ASN) -> Delegation.Holder? {
        delegations.holder(of: asn).flatMap { collective.contains($0) ? nil : $0 }
    }

    private static func text(_ holder: Delegation.Holder) -> String {
        "\(holder.identifier) in the delegated file of \(holder.registry.rawValue)"
    }
}
