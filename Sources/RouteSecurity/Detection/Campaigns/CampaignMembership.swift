import BGPMessages

/// The incidents with which one incident is one alert, by their slots.
struct CampaignMembership: Sendable {
    /// The incident whose alert speaks of this one too, and
    private(set) var leader: Int?
    /// those of which this one's alert speaks.
    private(set) var members: [Int] = []
    /// How many of them are active.
    private(set) var active = 0
    /// Whether it counts as active with its leader.
    private(set) var isCounted = false
    /// Until when it is not reported at first; `nil` where that was not asked yet.
    private var heldUntil: BGPTime?

    /// The alert speaks of the incident in this slot too.
    mutating func add(_ slot: Int) {
        members.append(slot)
    }

    /// The incident in this slot is no longer one of those that the alert speaks of.
    mutating func remove(_ slot: Int, wasActive: Bool) {
        members.removeAll { $0 == slot }
        if wasActive { active -= 1 }
    }

    /// A member has become active, or is not any more.
    mutating func note(isActive: Bool) {
        active += isActive ? 1 : -1
    }

    /// It is in the alert of another one from now on; `nil`: no longer.
    mutating func follow(_ slot: Int?) {
        leader = slot
        if slot == nil { isCounted = false }
    }

    /// - Returns: Whether it counted as something else before.
    mutating func count(isActive: Bool) -> Bool {
        if isCounted == isActive { return false }
        isCounted = isActive
        return true
    }

    /// Until when it is held back at first, so that others of its kind are reported with it.
    mutating func hold(until end: BGPTime) -> BGPTime {
        let until = heldUntil ?? end
        heldUntil = until
        return until
    }
}
