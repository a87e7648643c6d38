/// The registry that gave out a resource: IANA or one of the five regional Internet registries. The raw value is the
/// one in their files.
public enum InternetRegistry: String, Hashable, Sendable, CaseIterable {
    case afrinic
    case apnic
    case arin
    case iana
    case lacnic
    case ripencc

    /// The registry of a field of the files; `ripe` is read too.
    init?(field: String) {
        guard let registry = InternetRegistry(rawValue: field == "ripe" ? "ripencc" : field) else { return nil }
        self = registry
    }
}

extension InternetRegistry: Comparable {
    public static func < (left: InternetRegistry, right: InternetRegistry) -> Bool {
        left.rawValue < right.rawValue
    }
}
