/// An event for a browser (the HTML standard, "Server-sent events").
package struct ServerEvent: Hashable, Sendable {
    /// What a client that has lost the connection says that it had last; `nil` for none. Line breaks are left out.
    package var id: String?
    /// The kind of the event; `nil` for `message`.
    package var name: String?
    package var data: String

    package init(name: String? = nil, data: String, id: String? = nil) {
        self.name = name
        self.data = data
        self.id = id
    }

    /// As it is sent: a line each, and an empty one.
    var octets: [UInt8] {
        var text = ""
        func single(_ text: String) -> String { String(text.filter { !$0.isNewline && $0 != "\0" }) }
        if let id { text += "id: \(single(id))\n" }
        if let name { text += "event: \(single(name))\n" }
        for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            text += "data: \(line)\n"
        }
        return Array((text + "\n").utf8)
    }
}
