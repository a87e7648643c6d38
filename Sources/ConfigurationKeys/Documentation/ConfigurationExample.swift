/// A configuration with every key at its default, explained, as YAML.
public struct ConfigurationExample<Section: ConfigurationSection> {
    private let introduction: String

    /// - Parameter introduction: what stands above the keys, without the signs of a comment.
    public init(introduction: String) {
        self.introduction = introduction
    }

    public var text: String {
        var text = introduction.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.isEmpty ? "#\n" : "# \(line)\n"
        }.joined()
        var open: [String] = []
        for key in Section.keys {
            let section = Array(key.path.dropLast())
            let common = zip(open, section).prefix { $0.0 == $0.1 }.count
            for depth in common..<section.count {
                text += "\n" + indent(depth) + section[depth] + ":\n"
            }
            if common == section.count, section.isEmpty { text += "\n" }
            open = section
            text += comment(key, indent(section.count))
            text += indent(section.count) + (key.path.last ?? "") + ": " + key.standard + "\n"
        }
        return text
    }

    private func indent(_ depth: Int) -> String {
        String(repeating: "  ", count: depth)
    }

    private func comment(_ key: ConfigurationKey<Section>, _ indent: String) -> String {
        var notes = [key.type + (key.range.map { ": " + $0 } ?? "")]
        if key.effect == .restart { notes.append("needs a restart") }
        return indent + "# " + key.summary + "\n" + indent + "# (" + notes.joined(separator: "; ") + ")\n"
    }
}
