/// A certificate's claim to one kind of resource (RFC 3779 sections 2.2.3.5 and 3.2.3.3).
public enum ResourceClaim<Bound: FixedWidthInteger & UnsignedInteger & Sendable>: Hashable, Sendable {
    /// The kind is not named: the certificate holds none of it.
    case absent
    /// "inherit": all resources that the issuer holds.
    case inherit
    /// These, and no others.
    case set(IntervalSet<Bound>)

    /// The numbers held, given those of the issuer.
    public func resolved(issuer: IntervalSet<Bound>) -> IntervalSet<Bound> {
        switch self {
        case .absent: IntervalSet()
        case .inherit: issuer
        case .set(let set): set
        }
    }
}

/// The three claims of a certificate; "inherit" is kept apart from sets until an issuer is known.
public struct ResourceClaims: Hashable, Sendable {
    public var asns: ResourceClaim<UInt32>
    public var ipv4: ResourceClaim<UInt32>
    public var ipv6: ResourceClaim<UInt128>

    public init(
        asns: ResourceClaim<UInt32> = .absent, ipv4: ResourceClaim<UInt32> = .absent,
        ipv6: ResourceClaim<UInt128> = .absent
    ) {
        self.asns = asns
        self.ipv4 = ipv4
        self.ipv6 = ipv6
    }

    /// The resources held, given those of the issuer.
    public func resolved(issuer: ResourceSet) -> ResourceSet {
        ResourceSet(
            asns: asns.resolved(issuer: issuer.asns), ipv4: ipv4.resolved(issuer: issuer.ipv4),
            ipv6: ipv6.resolved(issuer: issuer.ipv6))
    }

    /// True if any kind says "inherit".
    public var inherits: Bool {
        asns == .inherit || ipv4 == .inherit || ipv6 == .inherit
    }
}
