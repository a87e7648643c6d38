import BGPMessages

extension RouteDetector {
    /// Takes over what registries say now, and looks at all routes again. Alerts that it makes more or less sure are reported again.
    public mutating func update(registered: RegisteredNetworks) -> [AlertChange] {
        classifier.registered = registered
        review(because: "the registries say otherwise now")
        for slot in incidents.indices {
            guard let incident = incidents[slot], incident.state == .active, incident.reported != nil,
                let before = incident.alert.confidence,
                let now = confidence(of: incident, incident.alert)?.confidence, now.level != before.level
            else { continue }
            incidents.touch(slot, isUrgent: true)
            settle(slot)
        }
        return drain()
    }
}
