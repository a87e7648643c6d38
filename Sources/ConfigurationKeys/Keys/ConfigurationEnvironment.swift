/// The variables of the environment that are the program's.
enum ConfigurationEnvironment {
    /// What the names of all begin with.
    static let prefix = "ATALAYA_"

    /// Those that set no key.
    static let others: Set<String> = ["ATALAYA_CONFIG", "ATALAYA_SHARED"]
}
