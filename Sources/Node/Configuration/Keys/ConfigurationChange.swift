/// A key whose value is not what it was.
public struct ConfigurationChange: Hashable, Sendable {
    public let key: String
    /// Values as YAML on one line.
    public let old: String
    public let new: String
    public let effect: ConfigurationKey.Effect
    /// Whether the values are not for a log.
    public let isSecret: Bool
}

extension ConfigurationChange: CustomStringConvertible {
    /// `rpki.refresh: 10m, now 5m`
    public var description: String {
        (isSecret ? "\(key) has changed" : "\(key): \(old), now \(new)")
            + (effect == .restart ? " with the next start" : "")
    }
}

extension NodeConfiguration {
    /// What this configuration has otherwise than `old`, in the order of the keys.
    public func changes(from old: NodeConfiguration) -> [ConfigurationChange] {
        ConfigurationKey.all.compactMap { key in
            let (before, after) = (key.text(old), key.text(self))
            return before == after
                ? nil
                : ConfigurationChange(
                    key: key.name, old: before, new: after, effect: key.effect,
                    isSecret: ["http.tokens", "watch.webhook.headers", "watch.webhook.urls"].contains(key.name))
        }
    }
}
