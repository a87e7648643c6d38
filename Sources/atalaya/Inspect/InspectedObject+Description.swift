internal import FoundationEssentials
internal import RPKIObjects
internal import RPKIValidation
internal import TextFormats

extension InspectedObject {
    /// The kind of the object, and all that it says.
    func describe(in description: inout ObjectDescription) {
        switch self {
        case .locator(let locator):
            description.add("kind", "trust anchor locator")
            locator.describe(in: &description)
        case .cacheRepresentation(let representation):
            description.add("kind", "canonical cache representation")
            representation.describe(in: &description)
        case .published(let object):
            description.add("kind", object.kindText)
            object.describe(in: &description)
        }
    }
}

extension RepositoryObject {
    fileprivate var kindText: String {
        switch self {
        case .certificate(let certificate): certificate.kindText
        case .revocationList: "certificate revocation list"
        case .manifest: "manifest"
        case .routeOriginAuthorization: "ROA"
        case .providerAuthorization: "ASPA"
        case .ghostbusters: "Ghostbusters record"
        case .checklist: "signed checklist"
        case .trustAnchorKey: "trust anchor key"
        case .prefixList: "signed prefix list"
        }
    }

    fileprivate func describe(in description: inout ObjectDescription) {
        switch self {
        case .certificate(let certificate): certificate.describe(in: &description)
        case .revocationList(let list): list.describe(in: &description)
        case .manifest(let manifest): manifest.describe(in: &description)
        case .routeOriginAuthorization(let roa): roa.describe(in: &description)
        case .providerAuthorization(let aspa): aspa.describe(in: &description)
        case .ghostbusters(let record): record.describe(in: &description)
        case .checklist(let list): list.describe(in: &description)
        case .trustAnchorKey(let object): object.describe(in: &description)
        case .prefixList(let list): list.describe(in: &description)
        }
        guard let object = signedObject else { return }
        // Only by the profiles before RFC 9589 is there none.
        let isDated = object.signingTime != .distantPast
        description.add("signingTime", describing: isDated ? RFC3339(object.signingTime) : nil)
        var certificate = ObjectDescription()
        object.certificate.describe(in: &certificate)
        description.add("certificate", label: "End entity's certificate", .fields(certificate))
    }
}

extension Sequence<UInt8> {
    var base64: String { Base64.standard.text(Array(self)) }
}
