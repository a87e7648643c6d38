extension ConfigurationKey {
    static let general: [ConfigurationKey] = [
        .init("state", \.state, .path, "Folder of the node's databases.", effect: .restart),
        .init("log.level", \.log.level, .choice, "The least severe messages that are logged.", effect: .restart),
        .init(
            "log.format", \.log.format, .choice, "Lines to read, or an object of JSON a line.", effect: .restart),
        .init(
            "log.rejections", \.log.rejections, .choice,
            "Rejected objects that are logged: those that are new, those of each run, or none; at most 50 a run."),
        .init(
            "log.changes", \.log.changes, .boolean,
            "Whether each VRP that is announced or withdrawn is logged, at most 50 of each a run."),
        .init(
            "backup.folder", \.backup.folder, ValueKind.path.optional(),
            "Folder for backups of desk.sqlite and this file; null: the node makes none.", effect: .restart),
        .init(
            "backup.every", \.backup.every, .duration(.seconds(60) ... .seconds(2_592_000)),
            "Time from one backup to the next.", effect: .restart),
        .init(
            "backup.keep", \.backup.keep, .number(1...10_000), "Number of backups to keep; the oldest are removed.",
            effect: .restart),
    ]
}
