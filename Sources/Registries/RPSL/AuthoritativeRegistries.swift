/// The routing registries of the regional Internet registries, by the name that objects give as their source. In these, only the
/// holder of a prefix can have a route object for it made; in others, everyone can.
public enum AuthoritativeRegistries {
    private static let names: Set<String> = ["AFRINIC", "APNIC", "ARIN", "LACNIC", "RIPE"]

    public static func contains(_ source: String) -> Bool {
        names.contains(source)
    }
}
