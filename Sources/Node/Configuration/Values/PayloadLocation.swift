/// Where payloads beside those of the RPKI come from.
public enum PayloadLocation: Hashable, Sendable {
    case file(String)
    /// An `http` or `https` URL.
    case url(String)
}
