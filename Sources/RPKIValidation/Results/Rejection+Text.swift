extension Rejection: CustomStringConvertible {
    /// One line for people: what it cost, where, and why. Control characters are written out, since names in objects may
    /// hold any.
    public var description: String {
        var text = ""
        for scalar in "\(level.rawValue): \(uri): \(error)".unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                text += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
