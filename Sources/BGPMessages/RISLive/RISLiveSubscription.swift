public import NumberResources
internal import TextFormats

/// A subscription to RIS Live (its manual, `ris_subscribe`); a message is sent if it meets all conditions.
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
    /// True if prefixes within those count too.
    public var includesMoreSpecific = true
    /// True if prefixes that cover those count too.
    public var includesLessSpecific = false
    /// True if the BGP message comes along.
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
        var json = RISLiveSubscription.writer
        write(to: &json, acknowledges: false)
        return String(decoding: json.octets, as: UTF8.self)
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
                target += "%" + [octet].hexadecimal(uppercase: true)
            }
        }
        return target
    }

    private func envelope(_ type: String) -> String {
        var json = RISLiveSubscription.writer
        json.object { json in
            json.member("type", type)
            json.name("data")
            write(to: &json, acknowledges: true)
        }
        return String(decoding: json.octets, as: UTF8.self)
    }

    /// Characters outside ASCII are escaped as well, because the text is put in a header field.
    private static var writer: JSONWriter { JSONWriter(escaping: .ascii) }

    private func write(to json: inout JSONWriter, acknowledges: Bool) {
        json.object { json in
            json.optionalMember("host", collector)
            json.optionalMember("type", type)
            json.optionalMember("require", requiredMember)
            json.optionalMember("peer", peer?.description)
            json.optionalMember("path", path)
            if prefixes.count == 1 {
                json.member("prefix", prefixes[0].description)
            } else if !prefixes.isEmpty {
                json.array("prefix", texts: prefixes.map(\.description))
            }
            if !prefixes.isEmpty {
                json.member("moreSpecific", includesMoreSpecific)
                json.member("lessSpecific", includesLessSpecific)
            }
            json.object("socketOptions") { json in
                json.member("includeRaw", includesRaw)
                if acknowledges { json.member("acknowledge", true) }
            }
        }
    }
}
