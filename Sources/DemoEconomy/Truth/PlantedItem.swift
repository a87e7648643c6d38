public import FoundationEssentials
public import NumberResources
internal import TextFormats

/// Something that was planted in the demo, with what it takes to find it again.
public struct PlantedItem: Hashable, Sendable {
    /// What it is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case originHijack = "origin-hijack"
        case subPrefixHijack = "sub-prefix-hijack"
        case routeLeak = "route-leak"
        /// A change that was announced in ROAs and configuration, and must raise no alert.
        case plannedChange = "planned-change"
        /// A ROA whose maximum length is too short for a route.
        case maxLength = "max-length"
        /// A ROA that ends soon.
        case expiringROA = "expiring-roa"
        /// A route that no ROA covers, because there is none or it cannot be used.
        case missingROA = "missing-roa"
        /// A ROA for another AS than the one that announces the prefix.
        case wrongOrigin = "wrong-origin"
        /// An object of the RPKI that is refused.
        case rejectedObject = "rejected-object"
    }

    /// Its name, such as `hijack-harbour`.
    public let id: String
    public let kind: Kind
    public let explanation: String
    public var prefix: IPPrefix?
    /// The AS that announces the route.
    public var origin: ASN?
    /// The AS that an alert is about, where that is another one.
    public var offender: ASN?
    /// The validity of prefix and origin: `valid`, `invalid` or `not-found`.
    public var validity: String?
    /// The class of the alert; `nil` where none may be raised.
    public var alertClass: String?
    public var begins: Date?
    public var ends: Date?
    /// The URI of the object, and the code of its rejection.
    public var uri: String?
    public var reason: String?

    init(_ id: String, _ kind: Kind, _ explanation: String) {
        self.id = id
        self.kind = kind
        self.explanation = explanation
    }

    func write(to json: inout JSONWriter) {
        json.member("id", id)
        json.member("kind", kind.rawValue)
        json.member("explanation", explanation)
        if let prefix { json.member("prefix", "\(prefix)") }
        if let origin { json.member("origin", "\(origin)") }
        if let offender { json.member("offender", "\(offender)") }
        if let validity { json.member("validity", validity) }
        if let alertClass { json.member("alertClass", alertClass) }
        if let begins { json.member("begins", begins) }
        if let ends { json.member("ends", ends) }
        if let uri { json.member("uri", uri) }
        if let reason { json.member("reason", reason) }
    }
}
