extension ConfigurationKey {
    static let general: [ConfigurationKey] = [
        .init("state", \.state, .path, "Folder of the node's databases.", effect: .restart),
        .init("log.level", \.log.level, .choice, "The least severe messages that are logged.", effect: .restart),
        .init(
            "log.format", \.log.format, .choice, "Lines to read, or an object of JSON a line.", effect: .restart),
    ]
}
