internal import FoundationEssentials
internal import RPKIObjects
internal import RPKIValidation

/// The contents of an RPKI file.
enum InspectedObject {
    case published(RepositoryObject)
    case locator(TrustAnchorLocator)
    case cacheRepresentation(CanonicalCacheRepresentation)

    /// The kinds that a file's name or its content tells.
    enum Kind: Hashable {
        case published(RepositoryObject.FileType)
        case locator
        case cacheRepresentation

        /// The kind of a file called `name`; `nil` for an extension that is not one of the RPKI's.
        init?(fileName name: String) {
            if let type = RepositoryObject.FileType(fileName: name) {
                self = .published(type)
            } else if name.lowercased().hasSuffix(".tal") {
                self = .locator
            } else if name.lowercased().hasSuffix(".ccr") {
                self = .cacheRepresentation
            } else {
                return nil
            }
        }

        /// Octets above which a file of the kind is not read.
        var sizeLimit: Int {
            switch self {
            case .published: DecodingLimits().objectSize
            case .locator: 65_536
            case .cacheRepresentation: CanonicalCacheRepresentation.sizeLimit
            }
        }
    }

    /// The object in `octets`.
    ///
    /// - Parameters:
    ///   - octets: DER, or a locator's text.
    ///   - name: the file's name, whose extension says what is expected. Where it says nothing, the content does.
    init(decoding octets: [UInt8], fileName name: String, limits: DecodingLimits) throws(ObjectError) {
        let kind: Kind
        if let named = Kind(fileName: name) {
            kind = named
        } else {
            kind = try Kind(content: (try? limits.der(octets)) ?? octets, limits)
        }
        switch kind {
        case .published(let type): self = .published(try RepositoryObject(decoding: octets, as: type, limits: limits))
        case .locator:
            let title = InputFile.name(name, without: ".tal")
            self = .locator(try TrustAnchorLocator(decoding: octets, name: title))
        case .cacheRepresentation:
            self = .cacheRepresentation(try CanonicalCacheRepresentation(decoding: octets))
        }
    }
}

extension InspectedObject.Kind {
    /// The kind that `octets` look like.
    init(content octets: [UInt8], _ limits: DecodingLimits) throws(ObjectError) {
        guard octets.first == DERTag.sequence.rawValue else {
            // A locator starts with a comment or a URI (RFC 8630 section 2.2).
            let start = String(decoding: octets.prefix(8), as: UTF8.self).lowercased()
            guard start.hasPrefix("#") || start == "rsync://" || start == "https://" else {
                throw ObjectError(.kind, .x690("8.1.2"), at: 0, "neither DER nor a trust anchor locator")
            }
            self = .locator
            return
        }
        let bytes = octets.span
        var reader = DERReader(0..<bytes.count)
        var outer = try reader.sequence(bytes)
        if outer.peekTag(bytes) == .objectIdentifier {
            let offset = outer.offset
            let type = try outer.objectIdentifier(bytes)
            switch type {
            case .canonicalCacheRepresentation: self = .cacheRepresentation
            case .signedData: self = .published(try InspectedObject.Kind.contentType(of: octets, limits))
            default:
                throw ObjectError(
                    .kind, .rfc6488("2"), at: offset, "content type \(type), which is not an RPKI content type")
            }
            return
        }
        // Only a certificate starts with a version in [0]; a CRL's is a plain INTEGER.
        var inner = try outer.sequence(bytes)
        let isCertificate = inner.peekTag(bytes) == .constructed(0)
        _ = try inner.next(bytes)
        self = .published(isCertificate ? .certificate : .revocationList)
    }

    private static func contentType(of octets: [UInt8], _ limits: DecodingLimits) throws(ObjectError)
        -> RepositoryObject.FileType
    {
        let object = try SignedObject(decoding: octets, limits: limits)
        switch object.contentType {
        case .routeOriginAuthorization: return .routeOriginAuthorization
        case .manifest: return .manifest
        case .ghostbusters: return .ghostbusters
        case .signedChecklist: return .checklist
        case .providerAuthorization: return .providerAuthorization
        case .trustAnchorKey: return .trustAnchorKey
        case .signedPrefixList: return .prefixList
        default:
            throw ObjectError(
                .kind, .rfc6488("2"), at: object.content.lowerBound,
                "content type \(object.contentType), which is not an RPKI content type")
        }
    }
}
