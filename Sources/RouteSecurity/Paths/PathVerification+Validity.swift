public import BGPMessages
public import NumberResources

extension PathVerification {
    /// The state of a path that a neighbour sends, with the hops that make it so.
    ///
    /// - Parameters:
    ///   - neighbour: The AS number of the BGP session.
    ///   - role: What the neighbour is to the AS that verifies.
    public func validity(of path: ASPath, from neighbour: ASN, role: NeighbourRole) -> PathValidity {
        let procedure = role.procedure
        let compressed = path.compressed
        if let defect = PathVerification.defect(of: path, from: neighbour, role: role) {
            return PathValidity(
                state: .invalid, procedure: procedure, path: compressed, defect: defect, upHop: nil, downHop: nil,
                suspects: [])
        }
        let ramps = ramps(of: compressed, procedure)
        let (up, down) =
            switch ramps.state {
            case .invalid: (ramps.maxUp, ramps.maxDown)
            case .unknown: (ramps.minUp, ramps.minDown)
            case .valid: (compressed.count, compressed.count)
            }
        let count = compressed.count
        let upHop = up < count ? hop(compressed[count - up], compressed[count - up - 1]) : nil
        let downHop = down > 0 && down < count ? hop(compressed[down - 1], compressed[down]) : nil
        // What lies between the two ramps: no AS there had the route from a customer and none gave it to one.
        let isInvalid = ramps.state == .invalid
        return PathValidity(
            state: ramps.state, procedure: procedure, path: compressed, defect: nil, upHop: upHop, downHop: downHop,
            suspects: isInvalid ? Array(compressed[down..<count - up]) : [])
    }

    private func hop(_ customer: ASN, _ provider: ASN) -> PathValidity.Hop {
        PathValidity.Hop(
            customer: customer, provider: provider, authorization: table.authorization(customer, provider),
            aspa: table.aspa(of: customer))
    }
}
