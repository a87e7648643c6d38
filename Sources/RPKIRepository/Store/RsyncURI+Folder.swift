internal import RPKIObjects

extension RsyncURI {
    /// The URI up to and including its last slash.
    var folder: String {
        let text = description.utf8
        return String(decoding: text[..<nameStart(text)], as: UTF8.self)
    }

    /// The part after the last slash.
    var name: String {
        let text = description.utf8
        return String(decoding: text[nameStart(text)...], as: UTF8.self)
    }

    /// A URI is ASCII: octets do, where characters take long.
    private func nameStart(_ text: String.UTF8View) -> String.UTF8View.Index {
        text.lastIndex(of: 0x2f).map { text.index(after: $0) } ?? text.startIndex
    }
}
