public import NumberResources

/// Something to do about an alert, exact enough to be done.
public struct AlertAction: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        /// Create the ROA of `prefixes` (one), `maxLength` and `asn`.
        case createROA = "create-roa"
        /// Create, or complete, the ASPA of `asn` with `providers`.
        case createASPA = "create-aspa"
        case renewROA = "renew-roa"
        /// Announce `prefixes` from `asn`.
        case announce
        /// Announce no more, from `asn`.
        case stopAnnouncing = "stop-announcing"
        /// Ask `asn` to filter `prefixes`.
        case requestFiltering = "request-filtering"
        /// Call `contact`, of `asn`.
        case contact
        /// Add to the configuration what is rightful.
        case configure
        /// Look into `text`.
        case inspect
    }

    public var kind: Kind
    /// What to do, in one sentence.
    public var text: String
    public var prefixes: [IPPrefix]
    public var maxLength: UInt8?
    public var asn: ASN?
    public var providers: [ASN]
    public var contact: String?

    public init(
        _ kind: Kind, _ text: String, prefixes: [IPPrefix] = [], maxLength: UInt8? = nil, asn: ASN? = nil,
        providers: [ASN] = [], contact: String? = nil
    ) {
        self.kind = kind
        self.text = text
        self.prefixes = prefixes
        self.maxLength = maxLength
        self.asn = asn
        self.providers = providers
        self.contact = contact
    }
}
