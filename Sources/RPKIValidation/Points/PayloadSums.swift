internal import ValidatedPayloads

/// Selects the CAs whose payloads are refused because a sum over several CAs exceeds its limit.
///
/// If a sum is too large, the CAs that contribute most to it are refused until the rest fits, so that a CA that floods
/// a repository or a trust anchor does not displace its neighbours.
struct PayloadSums {
    /// The payloads of one CA's publication point.
    struct Share {
        var counts = PayloadCounts()
        /// Equal for CAs of one repository.
        let repository: String
        let anchor: Int
    }

    /// A kind of payload that is refused.
    struct Refusal {
        /// The CA's place among the shares.
        let place: Int
        let kind: Kind
        let limit: WalkLimit
        /// The number that the limit allows, and the number there was.
        let allowed: Int
        let sum: Int
    }

    enum Kind: CaseIterable {
        case vrps, aspas, routerKeys

        var name: String {
            switch self {
            case .vrps: "VRPs"
            case .aspas: "ASPAs"
            case .routerKeys: "router keys"
            }
        }

        /// The limits of one CA, one repository, one trust anchor, and of all.
        var limits: (authority: WalkLimit, repository: WalkLimit, anchor: WalkLimit, total: WalkLimit) {
            switch self {
            case .vrps: (.authorityVRPs, .repositoryVRPs, .anchorVRPs, .totalVRPs)
            case .aspas: (.authorityASPAs, .repositoryASPAs, .anchorASPAs, .totalASPAs)
            case .routerKeys:
                (.authorityRouterKeys, .repositoryRouterKeys, .anchorRouterKeys, .totalRouterKeys)
            }
        }
    }

    /// The refused shares; a CA that is over its own limit is not among them.
    static func refusals(of shares: [Share], _ limits: ValidationLimits) -> [Refusal] {
        Kind.allCases.flatMap { refusals(of: shares, $0, limits) }
    }

    private static func refusals(of shares: [Share], _ kind: Kind, _ limits: ValidationLimits) -> [Refusal] {
        var refusals: [Refusal] = []
        var left = shares.indices.filter { shares[$0].counts[kind] > 0 }
        func bound<Group: Hashable>(_ limit: WalkLimit, _ group: (Share) -> Group) {
            let allowed = limits[keyPath: limit.path]
            var sums: [Group: Int] = [:]
            for place in left { sums[group(shares[place]), default: 0] += shares[place].counts[kind] }
            let passed = sums.filter { $0.value > allowed }
            guard !passed.isEmpty else { return }
            var rest = passed
            var refused: Set<Int> = []
            let largest = left.filter { passed[group(shares[$0])] != nil }
                .sorted { first, second in
                    let counts = (
                        shares[first].counts[kind], shares[second].counts[kind]
                    )
                    return counts.0 == counts.1 ? first > second : counts.0 > counts.1
                }
            for place in largest {
                let group = group(shares[place])
                guard let sum = rest[group], sum > allowed else { continue }
                rest[group] = sum - shares[place].counts[kind]
                refused.insert(place)
                refusals.append(
                    Refusal(place: place, kind: kind, limit: limit, allowed: allowed, sum: passed[group] ?? sum))
            }
            left.removeAll(where: refused.contains)
        }
        bound(kind.limits.repository) { $0.repository }
        bound(kind.limits.anchor) { $0.anchor }
        bound(kind.limits.total) { _ in 0 }
        return refusals
    }
}

extension PayloadCounts {
    /// The number of payloads of a kind.
    subscript(kind: PayloadSums.Kind) -> Int {
        get {
            switch kind {
            case .vrps: vrps
            case .aspas: aspas
            case .routerKeys: routerKeys
            }
        }
        set {
            switch kind {
            case .vrps: vrps = newValue
            case .aspas: aspas = newValue
            case .routerKeys: routerKeys = newValue
            }
        }
    }
}

extension ValidationLimits {
    /// The number of payloads of each kind that one CA may have.
    var authorityPayloads: PayloadCounts {
        PayloadCounts(vrps: authorityVRPs, aspas: authorityASPAs, routerKeys: authorityRouterKeys)
    }
}
