public import NumberResources

/// What an alert is about.
public enum AlertSubject: Hashable, Sendable {
    /// A monitored prefix, as configured.
    case prefix(IPPrefix)
    /// An own AS, where no monitored prefix is concerned.
    case asn(ASN)
    case feed(String)
    case trustAnchor(String)
}

/// What makes routes one incident, and so one alert.
public struct AlertKey: Hashable, Sendable, Codable {
    public var subject: AlertSubject
    public var alertClass: AlertClass
    /// The origin or neighbour that causes it; `nil` where there is none, or too many to list each.
    public var offender: ASN?

    public init(_ alertClass: AlertClass, of subject: AlertSubject, by offender: ASN? = nil) {
        self.subject = subject
        self.alertClass = alertClass
        self.offender = offender
    }
}
