extension ConfigurationKey {
    static let general: [ConfigurationKey] = [
        .init("state", \.state, .path, "Folder of the node's databases.", effect: .restart),
        .init("log.level", \.log.level, .choice, "The least severe messages that are logged."),
        .init(
            "log.format", \.log.format, .choice, "Lines to read, or an object of JSON a line.", effect: .restart),
    ]

    static let payloads: [ConfigurationKey] = [
        .init(
            "payloads.sources", \.payloads.sources, ValueKind.payloads.list("sources"),
            "Payload files to merge with what the RPKI says: CSV, JSON or SLURM, told by content."),
        .init(
            "payloads.refresh", \.payloads.refresh, .duration(.seconds(1) ... .seconds(86_400)),
            "Time from one reading of these sources to the next."),
        .init(
            "payloads.ignore-expiry", \.payloads.ignoreExpiry, .boolean,
            "Whether rows of these sources are served past their expiry."),

    ]
}
