public import NumberResources

/// What an alert is about.
public enum AlertSubject: Hashable, Sendable {
    /// An own prefix, as configured.
    case prefix(IPPrefix)
    /// An own AS, where no own prefix is concerned.
    case asn(ASN)
    case feed(String)
    case trustAnchor(String)
}

/// What makes routes one incident, and so one alert.
public struct AlertKey: Hashable, Sendable, Codable {
    public var subject: AlertSubject
    public var alertClass: AlertClass
    /// The origin or neighbour that does it; `nil` where nobody does, or too many to tell them apart.
    public var offender: ASN?

    public init(_ alertClass: AlertClass, of subject: AlertSubject, by offender: ASN? = nil) {
        self.subject = subject
        self.alertClass = alertClass
        self.offender = offender
    }
}
