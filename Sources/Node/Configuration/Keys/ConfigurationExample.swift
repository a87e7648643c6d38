/// The configuration with every key at its default, explained, as YAML.
public enum ConfigurationExample {
    public static let text: String = {
        var text = """
            # Atalaya's configuration: every key with its default. Leave out what shall stay as it is.
            #
            # A duration has a unit (90s, 10m, 1h30m, 1d), and so has a size (10kB, 256MB, 2GB). Relative paths start from this
            # file's folder. The environment overrides what stands here: ATALAYA_RTR_LISTEN sets rtr.listen; so does
            # --set rtr.listen=ADDRESS:PORT. After a change: atalaya config check FILE, then SIGHUP to the node.

            """
        var open: [String] = []
        for key in ConfigurationKey.all {
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
    }()

    private static func indent(_ depth: Int) -> String {
        String(repeating: "  ", count: depth)
    }

    private static func comment(_ key: ConfigurationKey, _ indent: String) -> String {
        var notes = [key.type + (key.range.map { ": " + $0 } ?? "")]
        if key.effect == .restart { notes.append("takes a restart") }
        return indent + "# " + key.summary + "\n" + indent + "# (" + notes.joined(separator: "; ") + ")\n"
    }
}
