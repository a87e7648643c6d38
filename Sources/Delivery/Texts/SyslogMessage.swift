internal import FoundationEssentials
internal import NumberResources
internal import SecurityEvents
internal import TextFormats

/// A message of syslog (RFC 5424 section 6).
public struct SyslogMessage: Sendable {
    /// The whole message.
    public private(set) var octets: [UInt8] = []

    /// - Parameters:
    ///   - host: the name of this machine.
    ///   - limit: the octets that it may have; the text is cut.
    public init(_ messages: [Message], facility: SyslogFacility, host: String, process: Int32, limit: Int) {
        guard let last = messages.last else { return }
        let severity = messages.map(\.content.severity).max() ?? 0
        let priority = facility.number * 8 + SyslogMessage.severity(EventSeverity(rank: severity))
        let name = messages.count == 1 ? last.content.kind : "digest"
        let header =
            "<\(priority)>1 \(SyslogMessage.time(last.time)) \(SyslogMessage.word(host, 255)) atalaya \(process) "
            + SyslogMessage.word(name, 32)
        octets = Array((header + " " + SyslogMessage.data(messages) + " ").utf8)
        // Section 6.4: a text in UTF-8 begins with the byte order mark.
        octets += [0xef, 0xbb, 0xbf]
        let text =
            messages.count == 1
            ? last.content.summary
            : "\(messages.count) messages: " + messages.map(\.content.summary).joined(separator: "; ")
        append(text, limit: limit)
    }

    private mutating func append(_ text: String, limit: Int) {
        for scalar in text.unicodeScalars {
            let encoded = Array(String(scalar.isUnprintable ? " " : Character(scalar)).utf8)
            guard octets.count + encoded.count <= limit else { return }
            octets += encoded
        }
    }

    /// Section 6.2.1.
    private static func severity(_ severity: EventSeverity) -> Int {
        switch severity {
        case .critical: 2
        case .high: 3
        case .medium: 4
        case .low: 5
        case .information: 6
        }
    }

    /// Section 6.2.3: RFC 3339 with at most six digits of a second.
    private static func time(_ date: Date) -> String {
        let milliseconds = Int64(saturating: (date.timeIntervalSince1970 * 1000).rounded(.down))
        let whole = Date(timeIntervalSince1970: Double(milliseconds / 1000))
        let fraction = String(1000 + milliseconds % 1000).dropFirst()
        return "\(RFC3339(whole))".dropLast() + ".\(fraction)Z"
    }

    /// Printable ASCII without a blank, or the nil value.
    static func word(_ text: String, _ limit: Int) -> String {
        let word = String(
            text.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7f }.prefix(limit).map(Character.init))
        return word.isEmpty ? "-" : word
    }

    /// Section 6.3. The number is the one that RFC 5612 keeps for examples: programs have none without asking for it.
    private static func data(_ messages: [Message]) -> String {
        guard messages.count == 1, let message = messages.first else {
            return "[atalaya@32473 messages=\"\(messages.count)\"]"
        }
        let parameters = [
            ("key", message.key), ("revision", "\(message.revision)"), ("class", message.content.kind),
            ("change", message.content.change), ("severity", EventSeverity(rank: message.content.severity).rawValue),
        ]
        return "[atalaya@32473" + parameters.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined() + "]"
    }

    /// Section 6.3.3.
    private static func escaped(_ value: String) -> String {
        var result = ""
        for scalar in value.singleLine.unicodeScalars {
            if scalar == "\"" || scalar == "\\" || scalar == "]" { result.append("\\") }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
