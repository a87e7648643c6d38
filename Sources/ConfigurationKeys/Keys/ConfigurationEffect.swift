/// When a change of a key takes effect.
public enum ConfigurationEffect: String, Hashable, Sendable {
    /// With SIGHUP.
    case reload
    /// When the program is started the next time.
    case restart
}
