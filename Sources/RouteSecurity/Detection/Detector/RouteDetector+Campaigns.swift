import BGPMessages
import NumberResources
import SecurityEvents

extension RouteDetector {
    /// The incident whose alert speaks of this one, which it may join now; `nil` where it is an alert of its own.
    mutating func leader(of slot: Int, _ kind: AlertChange.Kind) -> Int? {
        guard let incident = incidents[slot] else { return nil }
        if let known = incident.leader { return known }
        let window = thresholds.campaignWindow
        guard kind == .raised, window > 0, let key = CampaignKey(incident.key, own.peering) else { return nil }
        guard let leader = campaigns.leader(of: key, at: clock.now, window: window), leader != slot,
            let first = incidents[leader], first.takesMembers, CampaignKey(first.key, own.peering) == key
        else { return nil }
        incidents.link(slot, to: leader)
        campaigns.note(leader, of: key, at: clock.now, window: window)
        return leader
    }

    /// Reports an incident with the alert that speaks of it.
    mutating func report(_ slot: Int, _ kind: AlertChange.Kind, with leader: Int) {
        if kind == .updated, let time = incidents.pace(slot, kind, at: clock.now, thresholds) {
            return deadlines.add(.incident(slot), at: time)
        }
        render(slot)
        incidents.markReported(slot, at: clock.now)
        let isWorse =
            (incidents[slot]?.alert.severity ?? .information) > (incidents[leader]?.alert.severity ?? .critical)
        incidents.touch(leader, isUrgent: isWorse && kind == .raised)
        settle(leader)
    }

    /// What is new to those that an alert speaks of is reported with it.
    mutating func refreshMembers(of slot: Int) {
        for member in incidents[slot]?.membership.members ?? [] where incidents[member]?.isStale == true {
            guard incidents.pendingChange(of: member) ?? .updated == .updated else { continue }
            render(member)
            incidents.markReported(member, at: clock.now)
        }
    }

    /// When a change is to be reported; `nil` for now.
    mutating func due(_ slot: Int, _ kind: AlertChange.Kind) -> BGPTime? {
        // Neighbours that are not configured come by the dozen, and are waited for.
        if kind == .raised, thresholds.campaignWindow > 0, own.peering != .closed,
            incidents[slot]?.key.alertClass.isAboutNeighbour == true
        {
            let end = incidents.hold(slot, until: clock.now.adding(seconds: thresholds.updateInterval))
            if end > clock.now { return end }
        }
        return incidents.pace(slot, kind, at: clock.now, thresholds)
    }

    /// Others of its kind that wait for their first report are in the alert of an incident that is reported now.
    mutating func gather(_ slot: Int) {
        let window = thresholds.campaignWindow
        guard window > 0, let key = incidents[slot]?.key, let kind = CampaignKey(key, own.peering) else { return }
        campaigns.note(slot, of: kind, at: clock.now, window: window)
        for other in incidents.unreported.sorted() where other != slot {
            guard let incident = incidents[other], incident.state == .active, incident.isHeld,
                incident.leader == nil, CampaignKey(incident.key, own.peering) == kind,
                !own.configuration.isSuppressed(incident.alert, at: clock.wallNow)
            else { continue }
            incidents.link(other, to: slot)
            render(other)
            incidents.markReported(other, at: clock.now)
        }
    }

    /// What an alert about several incidents says; `nil` where it is about one.
    func campaign(of leader: Incident) -> CampaignReport? {
        guard !leader.membership.members.isEmpty else { return nil }
        return CampaignReport(
            leader.alert, leader.membership.members.compactMap { incidents[$0]?.alert },
            isOwnActive: leader.isHeldAlone, limits)
    }
}
