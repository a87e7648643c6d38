/// The table of keys for the documentation.
public struct ConfigurationReference<Section: ConfigurationSection> {
    public init() {}

    /// One row a key, in Markdown.
    public var markdown: String {
        var text = "| key | type, range | default | |\n|---|---|---|---|\n"
        for key in Section.keys {
            let type = key.type + (key.range.map { ": " + $0 } ?? "")
            let restart = key.effect == .restart ? " *Restart.*" : ""
            text += "| `\(key.name)` | \(type) | `\(key.standard)` | \(key.summary)\(restart) |\n"
        }
        return text
    }
}
