public import BGPMessages
public import NumberResources
public import ValidatedPayloads

/// AS_PATH verification by the ASPAs of a set (draft-ietf-sidrops-aspa-verification-28), for IPv4 and IPv6 unicast
/// alike.
///
/// ```swift
/// let verification = PathVerification(set.aspas)
/// verification.state(of: path, from: 64496, role: .provider)      // .valid, .invalid or .unknown
/// verification.validity(of: path, from: 64496, role: .provider)   // and the hops that make it so
/// ```
public struct PathVerification: Sendable {
    let table: ProviderTable

    /// - Parameter aspas: One for each customer, as in a `PayloadSet`, in any order.
    public init(_ aspas: some Sequence<ASPA>) {
        table = ProviderTable(aspas)
    }
}

extension PathVerification {
    /// The attestation of `customer` about `other`: whether it is a provider.
    public func authorization(_ customer: ASN, _ other: ASN) -> HopAuthorization {
        table.authorization(customer, other)
    }

    /// The state of a path that a neighbour sends.
    ///
    /// - Parameters:
    ///   - neighbour: The AS number of the BGP session.
    ///   - role: What the neighbour is to the AS that verifies.
    public func state(of path: ASPath, from neighbour: ASN, role: NeighbourRole) -> PathState {
        if PathVerification.defect(of: path, from: neighbour, role: role) != nil { return .invalid }
        return ramps(of: path.compressed, role.procedure).state
    }

    /// Steps 1 to 3 of both procedures: the defects that make a path invalid regardless of ASPAs.
    static func defect(of path: ASPath, from neighbour: ASN, role: NeighbourRole) -> PathValidity.Defect? {
        // The number of segments is 0 where the path is one sequence.
        if path.runs.isEmpty {
            guard let first = path.asns.first else { return .empty }
            return role != .routeServer && first != neighbour ? .otherNeighbour : nil
        }
        guard let first = path.asns.first else { return .empty }
        if role != .routeServer, first != neighbour { return .otherNeighbour }
        if path.hasSet { return .set }
        // Segments of a confederation precede all others, and belong to the verifier's confederation (RFC 5065 section
        // 4). In a well-formed path, such a segment never leaves its confederation after them.
        guard let start = path.runs.firstIndex(where: { $0.kind == .sequence && $0.count > 0 }) else { return .empty }
        return path.runs[start...].contains { $0.kind == .confederationSequence } ? .confederation : nil
    }
}

extension ASPath {
    /// The AS numbers outside the confederation of the receiver, each repetition once
    /// (draft-ietf-sidrops-aspa-verification-28 section 5.2), in the order of the wire.
    package var compressed: [ASN] {
        var asns = asns
        if runs.contains(where: { $0.kind == .confederationSequence }) {
            asns = segments.flatMap { $0.kind == .sequence ? $0.asns : [] }
        }
        var index = 1
        while index < asns.count, asns[index] != asns[index - 1] { index += 1 }
        if index >= asns.count { return asns }
        var compressed = Array(asns[..<index])
        for asn in asns[index...] where asn != compressed[compressed.count - 1] { compressed.append(asn) }
        return compressed
    }
}
