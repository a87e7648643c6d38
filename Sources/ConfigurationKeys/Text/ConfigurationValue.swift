/// A value of the configuration as it was written, and where.
package struct ConfigurationValue: Sendable {
    package indirect enum Content: Sendable {
        /// Nothing: an empty value, `null` or `~`.
        case nothing
        case scalar(String)
        case list([ConfigurationValue])
        case mapping([Entry])
    }

    package struct Entry: Sendable {
        package let name: String
        package let origin: ConfigurationOrigin
        package let value: ConfigurationValue
    }

    package let content: Content
    package let origin: ConfigurationOrigin

    package init(content: Content, origin: ConfigurationOrigin) {
        self.content = content
        self.origin = origin
    }

    /// True if there is no value in it, and no list: sections without a key do not count.
    var isEmpty: Bool {
        switch content {
        case .nothing: true
        case .scalar, .list: false
        case .mapping(let entries): entries.allSatisfy(\.value.isEmpty)
        }
    }

    /// The value as text, for an operator to read.
    package var kind: String {
        switch content {
        case .nothing: "nothing"
        case .scalar(let text): ConfigurationValue.quoted(text)
        case .list: "a list"
        case .mapping: "a section"
        }
    }

    /// `text` between quotes, its first 100 characters.
    package static func quoted(_ text: String) -> String {
        "'" + text.prefix(100) + (text.count > 100 ? "…'" : "'")
    }
}
