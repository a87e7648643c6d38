/// The table of keys for the documentation.
public enum ConfigurationReference {
    /// One row a key, in Markdown.
    public static let markdown: String = {
        var text = "| key | type, range | default | |\n|---|---|---|---|\n"
        for key in ConfigurationKey.all {
            let type = key.type + (key.range.map { ": " + $0 } ?? "")
            let restart = key.effect == .restart ? " *Restart.*" : ""
            text += "| `\(key.name)` | \(type) | `\(key.standard)` | \(key.summary)\(restart) |\n"
        }
        return text
    }()
}
