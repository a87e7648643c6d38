public import FoundationEssentials

/// A time in which alerts are not passed on: a mute until further notice, or a maintenance window. They are raised
/// and kept all the same.
public struct Suppression: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case mute
        case maintenance
    }

    /// 0 before it is kept.
    public var id: Int64
    public var kind: Kind
    /// Scope; `nil` means any.
    public var alert: String?
    public var alertClass: String?
    /// As text; more specific prefixes are meant, too.
    public var prefix: String?
    public var asn: UInt32?
    public var begins: Date
    /// `nil` for until it is taken away.
    public var ends: Date?
    public var reason: String
    public var author: String

    public init(
        id: Int64 = 0, kind: Kind, alert: String? = nil, alertClass: String? = nil, prefix: String? = nil,
        asn: UInt32? = nil, begins: Date, ends: Date? = nil, reason: String, author: String
    ) {
        self.id = id
        self.kind = kind
        self.alert = alert
        self.alertClass = alertClass
        self.prefix = prefix
        self.asn = asn
        self.begins = begins
        self.ends = ends
        self.reason = reason
        self.author = author
    }
}
