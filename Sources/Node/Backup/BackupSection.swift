public import ConfigurationKeys

/// Backups that the node makes by itself: `backup` in the configuration.
public struct BackupSection: NodeSection {
    public static let name = "backup"

    /// The folder of backups; `nil` for none.
    public var folder: String?
    public var every = Duration.seconds(86_400)
    /// Number of backups to keep.
    public var keep = 7

    public init() {}

    public static let keys: [ConfigurationKey<BackupSection>] = [
        .init(
            "folder", \.folder, ValueKind.path.optional(),
            "Folder for backups of desk.sqlite and this file; null: no backups.", effect: .restart),
        .init(
            "every", \.every, .duration(.seconds(60) ... .seconds(2_592_000)), "Time between backups.",
            effect: .restart),
        .init(
            "keep", \.keep, .number(1...10_000), "Number of backups to keep; the oldest are removed.",
            effect: .restart),
    ]
}

extension NodeConfiguration {
    public var backup: BackupSection {
        get { self[BackupSection.self] }
        set { self[BackupSection.self] = newValue }
    }
}
