public import BGPMessages
public import NumberResources
public import ValidatedPayloads

/// Assesses routes by validated payloads, the roles of neighbours, and the registries.
///
/// ```swift
/// let validator = RouteValidator(payloads: set)
/// let assessment = validator.assess(event, role: .provider)
/// if assessment?.pathState == .invalid {
///     validator.paths.validity(of: path, from: event.peer.asn, role: .provider).suspects
/// }
/// ```
public struct RouteValidator: Sendable {
    public let origins: OriginValidation
    public let paths: PathVerification
    public let bogons: Bogons

    public init(payloads: PayloadSet, bogons: Bogons = Bogons()) {
        self.init(
            origins: OriginValidation(payloads.vrps), paths: PathVerification(payloads.aspas), bogons: bogons)
    }

    public init(origins: OriginValidation, paths: PathVerification, bogons: Bogons = Bogons()) {
        self.origins = origins
        self.paths = paths
        self.bogons = bogons
    }
}

extension ASPath {
    /// The origin AS of a route that `peer` sends: what has no path is of the speaker's own AS (RFC 6811 section 2), which is the
    /// neighbour's; so is what has segments of confederations alone.
    func origin(from peer: BGPPeer) -> ASN? {
        if isEmpty { return peer.asn }
        if runs.isEmpty { return origin }
        return runs.allSatisfy { $0.kind == .confederationSequence || $0.kind == .confederationSet } ? peer.asn : origin
    }
}

extension RouteValidator {
    /// The assessment of a route to `prefix`.
    ///
    /// - Parameters:
    ///   - peer: The neighbour that sends it.
    ///   - role: What the neighbour is to the AS that receives; `nil` where that is not known.
    public func assess(
        _ prefix: IPPrefix, _ attributes: PathAttributes, from peer: BGPPeer, role: NeighbourRole?
    ) -> RouteAssessment {
        let path = attributes.asPath
        let origin = path.origin(from: peer)
        var assessment = RouteAssessment(origin: origin, originState: origins.state(of: prefix, origin: origin))
        if let role {
            assessment.pathState = paths.state(of: path, from: peer.asn, role: role)
            if case .leak(let leak) = OnlyToCustomer.ingress(attributes.onlyToCustomer, from: peer.asn, role: role) {
                assessment.leak = leak
            }
        }
        assessment.bogons = bogons.classes(of: prefix).union(bogons.classes(of: path))
        return assessment
    }

    /// The assessment of the route that `event` announces; `nil` if it withdraws one.
    public func assess(_ event: RouteEvent, role: NeighbourRole?) -> RouteAssessment? {
        guard case .announce(let attributes) = event.action else { return nil }
        return assess(event.prefix, attributes, from: event.peer, role: role)
    }
}
