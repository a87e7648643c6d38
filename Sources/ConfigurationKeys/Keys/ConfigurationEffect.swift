/// The moment at which a change of a key takes effect.
public enum ConfigurationEffect: String, Hashable, Sendable {
    /// With SIGHUP.
    case reload
    /// At the next start of the program.
    case restart
}
