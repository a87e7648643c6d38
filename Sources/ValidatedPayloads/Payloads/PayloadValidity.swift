public import FoundationEssentials

/// The time from a notBefore to a notAfter, both included (RFC 5280 section 4.1.2.5).
public struct PayloadValidity: Hashable, Sendable {
    public var notBefore: Date
    public var notAfter: Date

    public init(notBefore: Date, notAfter: Date) {
        self.notBefore = notBefore
        self.notAfter = notAfter
    }
}
