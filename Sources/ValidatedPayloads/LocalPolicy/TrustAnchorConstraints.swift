public import NumberResources

/// The resources that a trust anchor may certify, by the operator's decision: what rpki-client reads from
/// `NAME.constraints` next to `NAME.tal`.
///
/// They apply to the objects that payloads come from, not to the CAs above them: a trust anchor may hold the whole
/// address space, and yet no ROA under it is accepted for resources that another registry manages.
///
/// ```
/// # LACNIC
/// allow 2800::/12
/// allow 24.232.0.0/16
/// allow 10706 - 10715
/// deny 2801::/32
/// ```
public struct TrustAnchorConstraints: Hashable, Sendable {
    /// The AS numbers allowed; `nil` where the file allows none by name, which allows all.
    public var allowedASNs: IntervalSet<UInt32>?
    /// The addresses of both families allowed; `nil` where the file allows none by name, which allows all. A file that
    /// allows addresses of one family only allows none of the other.
    public var allowedAddresses: ResourceSet?
    /// Denied resources, even if they are also allowed.
    public var denied: ResourceSet

    public init(
        allowedASNs: IntervalSet<UInt32>? = nil, allowedAddresses: ResourceSet? = nil,
        denied: ResourceSet = ResourceSet()
    ) {
        self.allowedASNs = allowedASNs
        self.allowedAddresses = allowedAddresses
        self.denied = denied
    }

    /// The part of `resources`, those of an object's EE certificate, that is not allowed; empty if all of it is
    /// allowed.
    public func violation(by resources: ResourceSet) -> ResourceSet {
        var violation = resources.intersection(denied)
        if let allowedASNs {
            violation.asns = violation.asns.union(resources.asns.subtracting(allowedASNs))
        }
        if let allowedAddresses {
            violation.ipv4 = violation.ipv4.union(resources.ipv4.subtracting(allowedAddresses.ipv4))
            violation.ipv6 = violation.ipv6.union(resources.ipv6.subtracting(allowedAddresses.ipv6))
        }
        return violation
    }

    /// As `violation(by:)`, for a certificate's own claims. What it inherits is not bound: it speaks of nothing in
    /// particular.
    public func violation(by claims: ResourceClaims) -> ResourceSet {
        violation(by: claims.resolved(issuer: ResourceSet()))
    }
}
