import BGPMessages

/// The alerts that further incidents of their kind still join, by what they have in common.
struct CampaignTable: Sendable {
    private struct Campaign: Sendable {
        /// The slot of the incident that was first.
        let leader: Int
        /// When the last one joined, by the detector's own clock.
        var last: BGPTime
    }

    private let limit: Int
    private var campaigns: [CampaignKey: Campaign] = [:]

    /// - Parameter limit: The most that are kept.
    init(limit: Int) {
        self.limit = limit
    }

    /// The incident that one of this kind joins, which begins at `time`; `nil` where none has begun shortly before.
    ///
    /// - Parameter window: Seconds from one to the next.
    mutating func leader(of key: CampaignKey, at time: BGPTime, window: Int) -> Int? {
        guard let known = campaigns[key] else { return nil }
        guard known.last.adding(seconds: window) >= time else {
            campaigns[key] = nil
            return nil
        }
        return known.leader
    }

    /// Another incident has joined, or is the first.
    mutating func note(_ leader: Int, of key: CampaignKey, at time: BGPTime, window: Int) {
        if campaigns.count >= limit, campaigns[key] == nil {
            campaigns = campaigns.filter { $0.value.last.adding(seconds: window) >= time }
            if campaigns.count >= limit { return }
        }
        campaigns[key] = Campaign(leader: leader, last: time)
    }
}
