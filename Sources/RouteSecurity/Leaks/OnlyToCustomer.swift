public import NumberResources

/// The rules of the Only to Customer attribute (RFC 9234 section 5).
public enum OnlyToCustomer {
    /// The meaning of a received attribute, or of its absence.
    public enum Ingress: Hashable, Sendable {
        /// Nothing to do.
        case accept
        /// The receiver adds the attribute with this value, which is the neighbour's AS number.
        case add(ASN)
        /// The route is a leak, and ineligible.
        case leak(Leak)
    }

    /// The rule by which a route is a leak.
    public enum Leak: String, Hashable, Sendable, CaseIterable {
        /// A customer, or a client of our route server, passes on what was meant for customers only (rule 1).
        case fromCustomer = "otc-from-customer"
        /// A peer passes on what another AS marked for its customers only (rule 2).
        case fromPeer = "otc-from-peer"
    }

    /// The procedure for a route that comes in.
    ///
    /// - Parameters:
    ///   - value: The attribute's value; `nil` where the route has none.
    ///   - neighbour: The AS number of the neighbour.
    ///   - role: What the neighbour is to the AS that receives.
    public static func ingress(_ value: ASN?, from neighbour: ASN, role: NeighbourRole) -> Ingress {
        switch (role, value) {
        case (.customer, .some), (.routeServerClient, .some): .leak(.fromCustomer)
        case (.peer, .some(let value)) where value != neighbour: .leak(.fromPeer)
        case (.provider, nil), (.peer, nil), (.routeServer, nil): .add(neighbour)
        default: .accept
        }
    }

    /// Whether a route may be passed on to a neighbour, and with which value.
    public enum Egress: Hashable, Sendable {
        /// The route goes out with the attribute as it stands, or without one.
        case unchanged
        /// The sender adds the attribute with this value, which is its own AS number.
        case add(ASN)
        /// The route must not be passed on.
        case refuse
    }

    /// The procedure for a route that goes out.
    ///
    /// - Parameters:
    ///   - value: The attribute's value; `nil` where the route has none.
    ///   - local: The AS number of the AS that sends.
    ///   - role: What the neighbour is to the AS that sends.
    public static func egress(_ value: ASN?, by local: ASN, role: NeighbourRole) -> Egress {
        switch (role, value) {
        case (.customer, nil), (.peer, nil), (.routeServerClient, nil): .add(local)
        case (.provider, .some), (.peer, .some), (.routeServer, .some): .refuse
        default: .unchanged
        }
    }
}
