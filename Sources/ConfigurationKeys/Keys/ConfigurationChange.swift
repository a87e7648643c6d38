/// A key whose value is not what it was.
public struct ConfigurationChange: Hashable, Sendable {
    public let key: String
    /// Values as YAML on one line.
    public let old: String
    public let new: String
    public let effect: ConfigurationEffect
    /// True if the values must not be logged.
    public let isSecret: Bool
}

extension ConfigurationChange: CustomStringConvertible {
    /// `rpki.refresh changed from 10m to 5m`
    public var description: String {
        isSecret ? "\(key) changed" : "\(key) changed from \(old) to \(new)"
    }
}

extension ConfigurationSection {
    /// The keys whose values differ from `old`, in the order of the keys.
    public func changes(from old: Self) -> [ConfigurationChange] {
        Self.keys.compactMap { key in
            let (before, after) = (key.text(old), key.text(self))
            return before == after
                ? nil
                : ConfigurationChange(
                    key: key.name, old: before, new: after, effect: key.effect, isSecret: key.isSecret)
        }
    }
}
