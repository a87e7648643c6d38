import NumberResources

/// The bounds of the two ramps of a path, in AS numbers (draft-ietf-sidrops-aspa-verification-28 section 5.4).
struct PathRamps: Hashable, Sendable {
    /// The number of AS numbers of the compressed path.
    let length: Int
    /// From the origin upward to the first hop that is not to a provider, or where none is, all of the path.
    var maxUp: Int
    /// The same to the first hop that is not known to be to a provider.
    var minUp: Int
    /// From the neighbour upward; 0 where the path must have no such ramp.
    var maxDown = 0
    var minDown = 0

    var state: PathState {
        if maxUp + maxDown < length { return .invalid }
        return minUp + minDown < length ? .unknown : .valid
    }
}

extension PathVerification {
    /// The ramps of a compressed path.
    func ramps(of path: [ASN], _ procedure: PathProcedure) -> PathRamps {
        let count = path.count
        var ramps = PathRamps(length: count, maxUp: count, minUp: count)
        // From the origin, which is AS(1) and the last one on the wire.
        for length in stride(from: 1, to: count, by: 1) {
            let hop = table.authorization(path[count - length], path[count - length - 1])
            if hop == .provider { continue }
            ramps.minUp = min(ramps.minUp, length)
            if hop == .notProvider {
                ramps.maxUp = length
                break
            }
        }
        guard procedure == .downstream else { return ramps }
        ramps.maxDown = count
        ramps.minDown = count
        // From the neighbour, which is AS(N) and the first one on the wire.
        for length in stride(from: 1, to: count, by: 1) {
            let hop = table.authorization(path[length - 1], path[length])
            if hop == .provider { continue }
            ramps.minDown = min(ramps.minDown, length)
            if hop == .notProvider {
                ramps.maxDown = length
                break
            }
        }
        return ramps
    }
}
