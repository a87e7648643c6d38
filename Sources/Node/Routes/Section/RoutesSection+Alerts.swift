public import NumberResources
public import RouteSecurity

public import struct FoundationEssentials.Date

extension RoutesSection {
    /// A peer of a collector, by its AS number, its address, or both.
    public struct ExcludedPeer: Hashable, Sendable {
        public var asn: ASN?
        public var address: IPAddress?

        public init(asn: ASN? = nil, address: IPAddress? = nil) {
            self.asn = asn
            self.address = address
        }
    }

    /// Alerts of which nothing is passed on.
    public struct Mute: Hashable, Sendable {
        public var alerts: AlertFilter
        /// `nil` for ever.
        public var until: Date?

        public init(_ alerts: AlertFilter, until: Date? = nil) {
            self.alerts = alerts
            self.until = until
        }
    }

    /// A time in which no alerts are raised, because of planned work.
    public struct Maintenance: Hashable, Sendable {
        public var from: Date
        public var to: Date
        public var alerts: AlertFilter

        public init(from: Date, to: Date, alerts: AlertFilter = AlertFilter()) {
            self.from = from
            self.to = to
            self.alerts = alerts
        }
    }
}
