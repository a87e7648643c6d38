internal import TextFormats

/// Messages as the body of a webhook's request.
public struct WebhookText: Sendable {
    private let messages: [Message]

    public init(_ messages: [Message]) {
        self.messages = messages
    }

    /// The record of a message; of several, an object with their records in a list `events`.
    public var body: String {
        if messages.count == 1 { return messages[0].content.record }
        return JSONWriter.text { json in
            json.array("events") { json in
                for message in messages { json.json(message.content.record) }
            }
        }
    }

    /// The subject of all messages; `nil` where they have several.
    public var key: String? {
        guard let first = messages.first, messages.allSatisfy({ $0.key == first.key }) else { return nil }
        return first.key
    }

    /// The same whenever the same messages are delivered again.
    public var identity: String {
        guard let first = messages.first, let last = messages.last else { return "" }
        return messages.count == 1 ? first.identity : "\(first.identity)-\(last.identity)"
    }
}
