public import ConfigurationKeys

extension HTTPSection {
    /// How long decisions about access are kept in `desk.sqlite`.
    public struct Audit: ConfigurationSection {
        public var keep = Duration.seconds(31_536_000)
        public var rows = 1_000_000

        public init() {}

        public static let keys: [ConfigurationKey<Self>] = [
            .init(
                "keep", \.keep, .duration(.seconds(86_400) ... .seconds(315_360_000)),
                "How long access decisions are kept in desk.sqlite; 'atalaya config audit' lists them.",
                effect: .restart),
            .init(
                "rows", \.rows, .number(1_000...100_000_000),
                "Rows of access decisions to keep, some 200 octets each; the oldest are removed.", effect: .restart),
        ]
    }
}
