public import NumberResources
public import Registries

/// Which networks are looked at.
public enum ReadinessScope: Hashable, Sendable {
    case all
    case network(ASN)
    /// Those whose AS number is with a holder in an economy.
    case economy(Economy)
    case region(Region)

    func contains(_ asn: ASN, in delegated: DelegatedStatistics) -> Bool {
        switch self {
        case .all: true
        case .network(let wanted): asn == wanted
        case .economy(let economy): delegated.economy(of: asn) == economy
        case .region(let region): delegated.economy(of: asn).map(region.contains) ?? false
        }
    }
}

extension ReadinessScope: CustomStringConvertible {
    /// `AS64496`, `MU`, `014`, or `all`.
    public var description: String {
        switch self {
        case .all: "all"
        case .network(let asn): asn.description
        case .economy(let economy): economy.description
        case .region(let region): region.code
        }
    }

    /// The same for people.
    public var name: String {
        if case .region(let region) = self { return region.name }
        return description
    }
}
