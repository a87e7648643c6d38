/// Every key in a page of documentation, in Markdown: a table for each section.
public struct ConfigurationReference<Section: ConfigurationSection> {
    private let introduction: String

    /// - Parameter introduction: what stands above the tables, in Markdown.
    public init(introduction: String) {
        self.introduction = introduction
    }

    public var markdown: String {
        var text = introduction + "\n"
        var open: String?
        for key in Section.keys {
            if key.path.first != open {
                open = key.path.first
                text += "\n## `\(open ?? "")`\n\n| key | type, range | default | |\n|---|---|---|---|\n"
            }
            let type = key.type + (key.range.map { ": " + $0 } ?? "")
            let restart = key.effect == .restart ? " *Restart.*" : ""
            text += "| `\(key.name)` | \(type) | `\(key.standard)` | \(key.summary)\(restart) |\n"
        }
        return text
    }
}
