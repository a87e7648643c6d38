extension AlertChange.Kind {
    /// What to report of an alert whose state was last reported to be `reported`; `nil` where nothing is.
    init?(from reported: RouteAlert.State?, to state: RouteAlert.State, isChanged: Bool) {
        switch (reported, state) {
        case (nil, .active): self = .raised
        case (nil, _): return nil
        case (.active, .active) where isChanged: self = .updated
        case (.active, .dormant): self = .dormant
        case (.dormant, .active): self = .resumed
        case (.ended, .active), (.withdrawn, .active): self = .reopened
        case (.active, .ended), (.dormant, .ended): self = .ended
        case (.active, .withdrawn), (.dormant, .withdrawn): self = .withdrawn
        default: return nil
        }
    }
}
