public import NumberResources
internal import TextFormats

/// What is asked of RIS Live (its manual, `ris_subscribe`); a message is sent when it meets all conditions.
///
/// ```swift
/// var subscription = RISLiveSubscription()
/// subscription.prefixes = [prefix]
/// subscription.header        // {"type":"UPDATE","prefix":"192.0.2.0/24","moreSpecific":true,…}
/// ```
public struct RISLiveSubscription: Hashable, Sendable {
    /// The collector, such as `rrc21`; `nil`: all of them.
    public var collector: String?
    /// The type of message, such as `UPDATE`; `nil`: every type.
    public var type: String? = "UPDATE"
    /// A member that a message must have, such as `announcements`.
    public var requiredMember: String?
    /// The peer of a collector.
    public var peer: IPAddress?
    /// AS numbers, separated by commas, that follow one another in the path; `^` binds the first to the peer's end, `$` the
    /// last to the origin's.
    public var path: String?
    /// Prefixes of which one must be in the message; none: any.
    public var prefixes: [IPPrefix] = []
    /// Whether prefixes within those count too.
    public var includesMoreSpecific = true
    /// Whether prefixes that cover those count too.
    public var includesLessSpecific = false
    /// Whether the BGP message comes along.
    public var includesRaw = true

    public init() {}

    /// The message that subscribes over a WebSocket, which answers with `ris_subscribe_ok`.
    public var message: String {
        envelope("ris_subscribe")
    }

    /// The message that takes the subscription back.
    public var cancellation: String {
        envelope("ris_unsubscribe")
    }

    /// The value of the header `X-RIS-Subscribe` for the HTTPS stream.
    public var header: String {
        var text = JSONText()
        append(to: &text, acknowledges: false)
        return text.string
    }

    /// The message that asks a WebSocket to show that it lives; `pong` answers.
    public static let ping = "{\"type\":\"ping\",\"data\":null}"

    /// The path and query of the HTTPS stream, or of the WebSocket.
    ///
    /// - Parameter client: A name by which the service knows the program; it asks for one.
    public static func target(client: String, isWebSocket: Bool = false) -> String {
        var target = isWebSocket ? "/v1/ws/?client=" : "/v1/stream/?format=json&client="
        for octet in client.utf8 {
            switch octet {
            // RFC 3986 section 2.3
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                target.unicodeScalars.append(Unicode.Scalar(octet))
            default:
                target += octet < 16 ? "%0" : "%"
                target += String(octet, radix: 16, uppercase: true)
            }
        }
        return target
    }

    private func envelope(_ type: String) -> String {
        var text = JSONText()
        text.begin("{")
        text.member("type", string: type)
        text.name("data")
        append(to: &text, acknowledges: true)
        text.end("}")
        return text.string
    }

    private func append(to text: inout JSONText, acknowledges: Bool) {
        text.begin("{")
        if let collector { text.member("host", string: collector) }
        if let type { text.member("type", string: type) }
        if let requiredMember { text.member("require", string: requiredMember) }
        if let peer { text.member("peer", string: peer.description) }
        if let path { text.member("path", string: path) }
        if prefixes.count == 1 {
            text.member("prefix", string: prefixes[0].description)
        } else if !prefixes.isEmpty {
            text.name("prefix")
            text.begin("[")
            for prefix in prefixes { text.element(string: prefix.description) }
            text.end("]")
        }
        if !prefixes.isEmpty {
            text.member("moreSpecific", boolean: includesMoreSpecific)
            text.member("lessSpecific", boolean: includesLessSpecific)
        }
        text.name("socketOptions")
        text.begin("{")
        text.member("includeRaw", boolean: includesRaw)
        if acknowledges { text.member("acknowledge", boolean: true) }
        text.end("}")
        text.end("}")
    }
}

/// JSON that is put together in order.
private struct JSONText {
    private(set) var string = ""
    private var needsComma = false

    mutating func begin(_ bracket: String) {
        if needsComma { string += "," }
        string += bracket
        needsComma = false
    }

    mutating func end(_ bracket: String) {
        string += bracket
        needsComma = true
    }

    mutating func name(_ name: String) {
        element(string: name)
        string += ":"
        needsComma = false
    }

    mutating func member(_ name: String, string value: String) {
        self.name(name)
        element(string: value)
    }

    mutating func member(_ name: String, boolean value: Bool) {
        self.name(name)
        string += value ? "true" : "false"
        needsComma = true
    }

    mutating func element(string value: String) {
        if needsComma { string += "," }
        string += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"", "\\": string += "\\\(scalar)"
            // What is not ASCII is escaped as well: the text has to stand in a header field.
            case " "..."~": string.unicodeScalars.append(scalar)
            default:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    string += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
        string += "\""
        needsComma = true
    }
}
