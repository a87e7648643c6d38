import BGPMessages

/// Several incidents in one alert.
extension IncidentTable {
    /// The incident in `slot` is in the alert of that in `leader` from now on.
    mutating func link(_ slot: Int, to leader: Int) {
        guard slot != leader, incidents[leader] != nil, incidents[slot]?.leader == nil, incidents[leader]?.leader == nil
        else { return }
        // Those that it had led go with it.
        for member in incidents[slot]?.membership.members ?? [] {
            unlink(member)
            join(member, leader)
        }
        join(slot, leader)
    }

    private mutating func join(_ slot: Int, _ leader: Int) {
        incidents[slot]?.membership.follow(leader)
        incidents[leader]?.membership.add(slot)
        count(slot)
    }

    /// Counts an incident with its leader as it is now.
    ///
    /// - Returns: the leader's slot, where that is something else than before.
    @discardableResult mutating func count(_ slot: Int) -> Int? {
        guard let leader = incidents[slot]?.leader, incidents[slot]?.count() == true else { return nil }
        let isActive = incidents[slot]?.state == .active
        incidents[leader]?.membership.note(isActive: isActive)
        return leader
    }

    /// The incident in `slot` is an alert of its own, as are those that it led.
    mutating func unlink(_ slot: Int) {
        for member in incidents[slot]?.membership.members ?? [] {
            let wasActive = incidents[member]?.membership.isCounted ?? false
            incidents[slot]?.membership.remove(member, wasActive: wasActive)
            incidents[member]?.membership.follow(nil)
        }
        guard let leader = incidents[slot]?.leader else { return }
        let wasActive = incidents[slot]?.membership.isCounted ?? false
        incidents[leader]?.membership.remove(slot, wasActive: wasActive)
        incidents[slot]?.membership.follow(nil)
    }

    /// Until when a new incident is held back, so that others of its kind are reported with it.
    mutating func hold(_ slot: Int, until end: BGPTime) -> BGPTime {
        incidents[slot]?.membership.hold(until: end) ?? end
    }

    mutating func setContext(of slot: Int, _ confidence: ConfidenceAssessment?, _ campaign: AlertCampaign?) {
        incidents[slot]?.setContext(confidence, campaign)
    }
}
