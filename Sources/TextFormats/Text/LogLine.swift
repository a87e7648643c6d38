/// A line of the log, as all commands write it: text, or a JSON object.
///
/// Text from outside begins no line of its own and does nothing to a terminal.
package struct LogLine: Sendable {
    /// As RFC 3339 has it.
    package var time: String
    package var level: String
    package var message: String
    /// Names and values, in order.
    package var details: [(name: String, value: String)]

    package init(time: String, level: String, message: String, details: [(name: String, value: String)]) {
        self.time = time
        self.level = level
        self.message = message
        self.details = details
    }

    /// `2026-03-16T07:00:00Z warning refresh failed reason="connection refused"`
    package var text: String {
        "\(time) \(level) \(LogLine.text(message, details))"
    }

    /// `{"time":…,"level":…,"message":…,…}`
    package var json: String {
        JSONWriter.text { json in
            json.member("time", time)
            json.member("level", level)
            json.member("message", message)
            for (name, value) in details { json.member(name, value) }
        }
    }

    /// A message and its details, as they are after the time and the level.
    package static func text(_ message: String, _ details: [(name: String, value: String)]) -> String {
        message.singleLine + details.map { " \($0.name)=\(quoted($0.value))" }.joined()
    }

    private static func quoted(_ value: String) -> String {
        let text = value.singleLine
        guard text.isEmpty || text.contains(where: { $0 == " " || $0 == "\"" }) else { return text }
        return JSONText.string(text)
    }
}
