internal import NumberResources
internal import TextFormats

/// The format of a file or stream of routes, recognized from its first octets.
public enum RouteFormat: String, Hashable, Sendable, CaseIterable {
    /// MRT (RFC 6396), which is also what nothing else was recognised in.
    case mrt
    /// BMP messages one after the other, as a router sent them.
    case bmp
    /// A packet capture, pcap or pcapng, with BMP sessions in it.
    case capture
    /// Messages of RIS Live, one a line or as server-sent events.
    case risLive = "ris-live"
    /// An answer of RIPEstat's data call `bgp-updates`.
    case ripeStat = "ripestat"

    /// The number of octets that are enough to recognize a format.
    static let headSize = 4_096

    /// The format of what begins with `head`, which is not compressed.
    public init(head: Span<UInt8>) {
        if head.count >= 4, RouteFormat.beginsCapture(head.uint32(at: 0)) {
            self = .capture
        } else if RouteFormat.beginsBMP(head) {
            self = .bmp
        } else if RouteFormat.beginsMRT(head) {
            self = .mrt
        } else if let text = RouteFormat.firstText(head) {
            self = text
        } else {
            self = .mrt
        }
    }

    private static func beginsCapture(_ magic: UInt32) -> Bool {
        switch magic {
        case 0x0a0d_0d0a, 0xa1b2_c3d4, 0xd4c3_b2a1, 0xa1b2_3c4d, 0x4d3c_b2a1: true
        default: false
        }
    }

    /// Some times look like text: those of records of November 2000 to April 2001 begin with `:`, of January 2026 with
    /// `id:`.
    private static func beginsMRT(_ head: Span<UInt8>) -> Bool {
        head.count >= MRTRecordHeader.size && MRTRecordHeader(head, at: 0).isOfKnownKind
    }

    /// An MRT record that began so would be of the years 1971 or 1972.
    private static func beginsBMP(_ head: Span<UInt8>) -> Bool {
        BMPHeader.isLikely(head, limits: BMPLimits())
    }

    private static func firstText(_ head: Span<UInt8>) -> RouteFormat? {
        var index = 0
        // The byte order mark that some editors put before UTF-8.
        if head.count >= 3, head[0] == 0xef, head[1] == 0xbb, head[2] == 0xbf { index = 3 }
        while index < head.count, head[index] == 0x20 || head[index] >= 0x09 && head[index] <= 0x0d { index += 1 }
        guard index < head.count else { return nil }
        if head[index] == UInt8(ascii: "{") { return firstObject(head.extracting(index..<head.count)) }
        // No feed is a list; what reads the lines of RIS Live says so.
        if head[index] == UInt8(ascii: "[") { return .risLive }
        for field in ["data:", "event:", "id:", "retry:", ":"] as [StaticString]
        where head.begins(with: field, at: index) {
            return .risLive
        }
        return nil
    }

    /// Tells an answer of RIPEstat by its envelope; every other object is left to RIS Live to make something of.
    private static func firstObject(_ head: Span<UInt8>) -> RouteFormat {
        var reader = JSONReader(head.withUnsafeBufferPointer { Array($0) })
        do throws(JSONError) {
            try reader.beginObject()
            while try reader.nextMember() {
                if reader.textIs("type") || reader.textIs("timestamp") || reader.textIs("peer") { return .risLive }
                for name in ["data_call_name", "data_call_status", "see_also", "messages", "query_id", "build_version"]
                    as [StaticString]
                where reader.textIs(name) {
                    return .ripeStat
                }
                if reader.textIs("data") {
                    guard try reader.peekKind() == .object else { return .risLive }
                    try reader.beginObject()
                    while try reader.nextMember() {
                        if reader.textIs("updates") || reader.textIs("nr_updates") || reader.textIs("query_starttime") {
                            return .ripeStat
                        }
                        if reader.textIs("timestamp") || reader.textIs("peer") || reader.textIs("type") {
                            return .risLive
                        }
                        try reader.skipValue()
                    }
                } else {
                    try reader.skipValue()
                }
            }
        } catch {
            // The head ends where it ends.
        }
        return .risLive
    }
}

extension Span<UInt8> {
    fileprivate func begins(with text: StaticString, at index: Int) -> Bool {
        guard count - index >= text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { text in
            for place in text.indices where self[index + place] != text[place] { return false }
            return true
        }
    }
}
