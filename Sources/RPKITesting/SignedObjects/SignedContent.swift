/// The content of a signed object.
public enum SignedContent: Sendable {
    case roa(ROAPlan)
    case manifest(ManifestPlan)
    case aspa(ASPAPlan)
    case ghostbusters(GhostbustersPlan)
    case checklist(ChecklistPlan)
    case trustAnchorKey(TrustAnchorKeyPlan)
    case prefixList(PrefixListPlan)
    /// Any content: its dotted type and its octets.
    case other(String, [UInt8])

    /// The dotted identifier of the content type.
    public var identifier: String {
        switch self {
        case .roa: OID.routeOriginAuthorization
        case .manifest: OID.manifest
        case .aspa: OID.providerAuthorization
        case .ghostbusters: OID.ghostbusters
        case .checklist: OID.signedChecklist
        case .trustAnchorKey: OID.trustAnchorKey
        case .prefixList: OID.signedPrefixList
        case .other(let identifier, _): identifier
        }
    }

    /// The usual extension of a file's name (RFC 6481 section 2.2 and IANA's registry).
    public var fileExtension: String {
        switch self {
        case .roa: "roa"
        case .manifest: "mft"
        case .aspa: "asa"
        case .ghostbusters: "gbr"
        case .checklist: "sig"
        case .trustAnchorKey: "tak"
        case .prefixList: "spl"
        case .other: "xxx"
        }
    }

    func encoded() -> [UInt8] {
        switch self {
        case .roa(let plan): plan.encoded()
        case .manifest(let plan): plan.encoded()
        case .aspa(let plan): plan.encoded()
        case .ghostbusters(let plan): plan.encoded()
        case .checklist(let plan): plan.encoded()
        case .trustAnchorKey(let plan): plan.encoded()
        case .prefixList(let plan): plan.encoded()
        case .other(_, let octets): octets
        }
    }
}
