/// Builds MRT files, right or wrong, octet by octet.
enum MRTBuilder {
    static func number(_ value: UInt64, _ octets: Int) -> [UInt8] {
        UpdateBuilder.number(value, octets: octets)
    }

    static func record(
        _ type: UInt16, _ subtype: UInt16, _ body: [UInt8], seconds: UInt32 = 1_000_000_000, length: Int? = nil
    ) -> [UInt8] {
        number(UInt64(seconds), 4) + number(UInt64(type), 2) + number(UInt64(subtype), 2)
            + number(UInt64(length ?? body.count), 4) + body
    }

    /// What stands before a message or states in BGP4MP, with peer 192.0.2.1 of AS64500.
    static func session(fourOctets: Bool = true) -> [UInt8] {
        let size = fourOctets ? 4 : 2
        return number(64500, size) + number(64499, size) + [0, 0, 0, 1, 192, 0, 2, 1, 192, 0, 2, 254]
    }

    static func message(_ message: [UInt8] = UpdateTests.builder().message, subtype: UInt16 = 4) -> [UInt8] {
        record(16, subtype, session() + message)
    }

    static func state(from: UInt16 = 1, to: UInt16 = 6) -> [UInt8] {
        record(16, 5, session() + number(UInt64(from), 2) + number(UInt64(to), 2))
    }

    /// 192.0.2.1 of AS64500 and 2001:db8::1 of AS64501.
    static let peers: [UInt8] = record(
        13, 1,
        [10, 0, 0, 1, 0, 1, 0x76, 0, 2] + [2, 9, 9, 9, 9, 192, 0, 2, 1] + number(64500, 4) + [1, 9, 9, 9, 9]
            + number(0x2001_0db8 << 32, 8) + number(1, 8) + number(64501, 2))

    struct Route {
        var peer: UInt16 = 0
        var pathID: UInt32?
        var attributes = UpdateTests.good
    }

    /// A record of routes to 203.0.113.0/24, or to what is given.
    static func rib(
        _ subtype: UInt16 = 2, prefix: [UInt8] = UpdateTests.route, family: [UInt8] = [], _ routes: [Route] = [Route()]
    ) -> [UInt8] {
        var body = number(7, 4) + family + prefix + number(UInt64(routes.count), 2)
        for route in routes {
            body += number(UInt64(route.peer), 2) + number(900, 4)
            if let pathID = route.pathID { body += number(UInt64(pathID), 4) }
            body += number(UInt64(route.attributes.count), 2) + route.attributes
        }
        return record(13, subtype, body)
    }

    /// Attributes of a session of two-octet AS numbers.
    static let oldAttributes: [UInt8] =
        UpdateBuilder.origin + UpdateBuilder.attribute(0x40, 2, UpdateBuilder.segment(2, [64500, 64501], octets: 2))
        + UpdateBuilder.nextHop

    /// A route of TABLE_DUMP without view and sequence.
    static func tableDumpRoute(_ network: UInt8 = 113, attributes: [UInt8] = oldAttributes) -> [UInt8] {
        [203, 0, network, 0, 24, 1, 0, 0, 3, 0x84, 192, 0, 2, 1] + number(64500, 2)
            + number(UInt64(attributes.count), 2) + attributes
    }
}
