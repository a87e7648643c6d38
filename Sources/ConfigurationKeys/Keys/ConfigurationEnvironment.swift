/// The variables of the environment that are the program's.
enum ConfigurationEnvironment {
    /// The prefix of all names.
    static let prefix = "ATALAYA_"

    /// Those that set no key.
    static let others: Set<String> = ["ATALAYA_CONFIG", "ATALAYA_SHARED"]
}
