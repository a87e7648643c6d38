/// Any object of the RPKI, recognized by its content. The file's extension decides only what is expected of it.
public enum RepositoryObject: Sendable {
    case certificate(Certificate)
    case revocationList(RevocationList)
    case manifest(Manifest)
    case routeOriginAuthorization(RouteOriginAuthorization)
    case providerAuthorization(ProviderAuthorization)
    case ghostbusters(GhostbustersRecord)
    case checklist(SignedChecklist)
    case trustAnchorKey(TrustAnchorKeyObject)
    case prefixList(SignedPrefixList)
}

extension RepositoryObject {
    /// The kinds of file that a manifest lists, by extension (IANA, RPKI Repository Name Schemes).
    public enum FileType: String, Hashable, Sendable, CaseIterable {
        case certificate = "cer"
        case revocationList = "crl"
        case manifest = "mft"
        case routeOriginAuthorization = "roa"
        case providerAuthorization = "asa"
        case ghostbusters = "gbr"
        case checklist = "sig"
        case trustAnchorKey = "tak"
        case prefixList = "spl"

        /// The type of a file called `name`; `nil` for an extension that is not registered.
        public init?(fileName name: String) {
            var name = name
            let end = name.withUTF8 { octets in
                octets.count < 4 ? 0 : octets[(octets.count - 4)...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            }
            guard end >> 24 == 0x2e else { return nil }
            // Three letters in lower case, one octet each: all extensions that there are have three.
            switch end & 0xff_ffff | 0x20_2020 {
            case 0x63_6572: self = .certificate
            case 0x63_726c: self = .revocationList
            case 0x6d_6674: self = .manifest
            case 0x72_6f61: self = .routeOriginAuthorization
            case 0x61_7361: self = .providerAuthorization
            case 0x67_6272: self = .ghostbusters
            case 0x73_6967: self = .checklist
            case 0x74_616b: self = .trustAnchorKey
            case 0x73_706c: self = .prefixList
            default: return nil
            }
        }
    }

    /// The object in `bytes`, which must be of `type`.
    public init(decoding bytes: [UInt8], as type: FileType, limits: DecodingLimits = .init()) throws(ObjectError) {
        switch type {
        case .certificate: self = .certificate(try Certificate(decoding: bytes, limits: limits))
        case .revocationList: self = .revocationList(try RevocationList(decoding: bytes, limits: limits))
        case .manifest: self = .manifest(try Manifest(decoding: bytes, limits: limits))
        case .routeOriginAuthorization:
            self = .routeOriginAuthorization(try RouteOriginAuthorization(decoding: bytes, limits: limits))
        case .providerAuthorization:
            self = .providerAuthorization(try ProviderAuthorization(decoding: bytes, limits: limits))
        case .ghostbusters: self = .ghostbusters(try GhostbustersRecord(decoding: bytes, limits: limits))
        case .checklist: self = .checklist(try SignedChecklist(decoding: bytes, limits: limits))
        case .trustAnchorKey: self = .trustAnchorKey(try TrustAnchorKeyObject(decoding: bytes, limits: limits))
        case .prefixList: self = .prefixList(try SignedPrefixList(decoding: bytes, limits: limits))
        }
    }

    /// The names in UTF8String, which they should not be: of the object itself, or of its end entity's certificate.
    package var nameEncoding: NameEncoding {
        switch self {
        case .certificate(let certificate): certificate.nameEncoding
        case .revocationList(let list): list.nameEncoding
        default: signedObject?.certificate.nameEncoding ?? .standard
        }
    }

    /// The CMS wrapper, for all but certificates and CRLs.
    public var signedObject: SignedObject? {
        switch self {
        case .certificate, .revocationList: nil
        case .manifest(let object): object.object
        case .routeOriginAuthorization(let object): object.object
        case .providerAuthorization(let object): object.object
        case .ghostbusters(let object): object.object
        case .checklist(let object): object.object
        case .trustAnchorKey(let object): object.object
        case .prefixList(let object): object.object
        }
    }
}
