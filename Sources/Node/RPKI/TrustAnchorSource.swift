/// The source of a trust anchor locator.
public enum TrustAnchorSource: Hashable, Sendable {
    /// The locators of the five regional registries, which the program carries.
    case registries
    /// One of them, by its name.
    case registry(String)
    /// A file (RFC 8630).
    case file(String)

    /// The names of registries whose locators the program carries.
    public static let names = ["afrinic", "apnic", "arin", "lacnic", "ripe"]
}
