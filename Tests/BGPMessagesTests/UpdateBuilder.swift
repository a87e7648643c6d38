/// Builds UPDATE messages, right or wrong, octet by octet.
struct UpdateBuilder {
    var withdrawn: [UInt8] = []
    var attributes: [UInt8] = []
    var announced: [UInt8] = []
    var withdrawnLength: Int?
    var attributesLength: Int?

    static let origin: [UInt8] = [0x40, 1, 1, 0]
    static let nextHop: [UInt8] = [0x40, 3, 4, 192, 0, 2, 1]

    static func attribute(_ flags: UInt8, _ type: UInt8, _ value: [UInt8]) -> [UInt8] {
        if value.count > 255 || flags & 0x10 != 0 {
            return [flags | 0x10, type, UInt8(value.count >> 8), UInt8(value.count & 0xff)] + value
        }
        return [flags, type, UInt8(value.count)] + value
    }

    /// AS_PATH of one sequence, four octets an AS number.
    static func path(_ asns: UInt32...) -> [UInt8] {
        attribute(0x40, 2, segment(2, asns))
    }

    static func segment(_ kind: UInt8, _ asns: [UInt32], octets: Int = 4) -> [UInt8] {
        [kind, UInt8(asns.count)] + asns.flatMap { number(UInt64($0), octets: octets) }
    }

    static func number(_ value: UInt64, octets: Int) -> [UInt8] {
        (0..<octets).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (octets - 1 - $0))) }
    }

    /// The whole message.
    var message: [UInt8] {
        var body = Self.number(UInt64(withdrawnLength ?? withdrawn.count), octets: 2) + withdrawn
        body += Self.number(UInt64(attributesLength ?? attributes.count), octets: 2) + attributes + announced
        return Self.message(2, body)
    }

    static func message(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
        [UInt8](repeating: 0xff, count: 16) + number(UInt64(19 + body.count), octets: 2) + [type] + body
    }
}
