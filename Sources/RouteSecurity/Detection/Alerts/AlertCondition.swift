/// Whether what an alert speaks of holds, for alerts that have no routes.
struct AlertCondition: Hashable, Sendable {
    let key: AlertKey
    let holds: Bool

    init(_ key: AlertKey, _ holds: Bool) {
        self.key = key
        self.holds = holds
    }
}
