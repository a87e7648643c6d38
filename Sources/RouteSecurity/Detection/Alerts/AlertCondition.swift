/// Whether the condition of an alert without routes holds.
struct AlertCondition: Hashable, Sendable {
    let key: AlertKey
    let holds: Bool

    init(_ key: AlertKey, _ holds: Bool) {
        self.key = key
        self.holds = holds
    }
}
