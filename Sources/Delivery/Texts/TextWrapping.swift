/// Text in lines that are not too long.
public enum TextWrapping {
    /// Each line broken at blanks; what follows begins as far in as the line does.
    public static func wrapped(_ text: String, width: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let indent = String(line.prefix { $0 == " " })
            var lines: [String] = []
            var current = indent
            for word in line.split(separator: " ") {
                if current.count > indent.count, current.count + 1 + word.count > width {
                    lines.append(current)
                    current = indent
                }
                current += (current.count > indent.count ? " " : "") + word
            }
            return (lines + [current]).joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
