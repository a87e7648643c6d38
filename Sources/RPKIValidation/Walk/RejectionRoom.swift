/// The number of rejections that a walk still describes, by repository, by trust anchor and in total. Further ones are
/// counted.
struct RejectionRoom {
    private let limits: ValidationLimits
    private var byRepository: [String: Int] = [:]
    private var byAnchor: [Int: Int] = [:]
    private var total = 0
    /// The number of rejections that were only counted, by limit.
    private(set) var passed: [WalkLimit: Int] = [:]

    init(_ limits: ValidationLimits) {
        self.limits = limits
    }

    /// The number of rejections to describe of `log`, which is that of one CA in `repository`.
    mutating func room(for log: RejectionLog, repository: String, anchor: Int) -> Int {
        let wanted = log.described.count
        var room = wanted
        pass(.authorityRejections, log.count - wanted)
        for (limit, most, used) in [
            (WalkLimit.repositoryRejections, limits.repositoryRejections, byRepository[repository, default: 0]),
            (.anchorRejections, limits.anchorRejections, byAnchor[anchor, default: 0]),
            (.totalRejections, limits.totalRejections, total),
        ] {
            let left = max(0, most - used)
            if room > left {
                pass(limit, room - left)
                room = left
            }
        }
        guard room > 0 else { return 0 }
        byRepository[repository, default: 0] += room
        byAnchor[anchor, default: 0] += room
        total += room
        return room
    }

    private mutating func pass(_ limit: WalkLimit, _ count: Int) {
        if count > 0 { passed[limit, default: 0] += count }
    }
}
