/// Text from outside on its way to people: in logs, terminals, status pages, metrics and alerts.
extension Unicode.Scalar {
    /// True if a terminal or the text around it obeys the scalar instead of showing it.
    ///
    /// Controls, U+0000 to U+001F and U+007F to U+009F, move the cursor or begin a line of a log. Formatting characters such
    /// as U+202E turn the direction of the text around them, or are not seen at all. U+2028 and U+2029 end a line.
    package var isUnprintable: Bool {
        if value < 0x7f { return value < 0x20 }
        if value < 0xa0 { return true }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}

extension String {
    /// The text on one line, in which controls and formatting characters are written out, such as `\u{202e}`.
    package var printable: String { printable(keeping: []) }

    /// The same for text of several lines: line feeds and tabs stay.
    package var printableLines: String { printable(keeping: ["\n", "\t"]) }

    /// The text on one line, in which each of them is a blank.
    package var singleLine: String {
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.isUnprintable ? " " : $0 }))
    }

    private func printable(keeping kept: [Unicode.Scalar]) -> String {
        // Nearly all text is ASCII without a control.
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return self }
        guard unicodeScalars.contains(where: { $0.isUnprintable && !kept.contains($0) }) else { return self }
        var result = ""
        for scalar in unicodeScalars {
            if scalar.isUnprintable, !kept.contains(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
