import BGPMessages
import NumberResources

/// Messages of BMP, made octet by octet.
enum BMPBytes {
    static func big<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    static func message(_ type: UInt8, _ body: [UInt8], version: UInt8 = 3) -> [UInt8] {
        [version] + big(UInt32(6 + body.count)) + [type] + body
    }

    static func tlv(_ type: UInt16, _ value: [UInt8]) -> [UInt8] {
        big(type) + big(UInt16(value.count)) + value
    }

    static func text(_ type: UInt16, _ value: String) -> [UInt8] {
        tlv(type, Array(value.utf8))
    }

    /// A per-peer header: of 192.0.2.1, AS 64500, unless said otherwise.
    static func peer(
        kind: UInt8 = 0, flags: UInt8 = 0, distinguisher: UInt64 = 0, address: String = "192.0.2.1",
        asn: UInt32 = 64_500, identifier: UInt32 = 0xc000_0201, seconds: UInt32 = 1_700_000_000,
        microseconds: UInt32 = 250_000
    ) -> [UInt8] {
        let octets = IPAddress(address)?.octets ?? [0, 0, 0, 0]
        var header: [UInt8] = [kind, flags | (octets.count == 16 ? 0x80 : 0)]
        header += big(distinguisher)
        header += Array(repeating: 0, count: 16 - octets.count) + octets
        header += big(asn) + big(identifier)
        return header + big(seconds) + big(microseconds)
    }

    static func bgp(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
        Array(repeating: 0xff, count: 16) + big(UInt16(19 + body.count)) + [type] + body
    }

    static func open(asn: UInt16, capabilities: [[UInt8]]) -> [UInt8] {
        var parameters: [UInt8] = []
        for capability in capabilities { parameters += [2, UInt8(capability.count)] + capability }
        var body: [UInt8] = [4]
        body += big(asn)
        body += big(UInt16(90))
        body += [192, 0, 2, 1, UInt8(parameters.count)]
        return bgp(1, body + parameters)
    }

    static let fourOctets: [UInt8] = [65, 4, 0, 0, 0xfb, 0xf4]
    static let extendedMessages: [UInt8] = [6, 0]
    /// ADD-PATH of IPv4 unicast: 1 receives, 2 sends, 3 does both.
    static func addPath(_ mode: UInt8) -> [UInt8] { [69, 4, 0, 1, 1, mode] }

    static func peerUp(
        _ peer: [UInt8], sent: [[UInt8]] = [fourOctets], received: [[UInt8]] = [fourOctets], port: UInt16 = 179,
        tlvs: [UInt8] = [], version: UInt8 = 3
    ) -> [UInt8] {
        var body = peer
        body += Array(repeating: 0, count: 12) + [192, 0, 2, 254]
        body += big(port) + big(UInt16(40_000))
        body += open(asn: 64_496, capabilities: sent)
        body += open(asn: 64_500, capabilities: received)
        return message(3, body + tlvs, version: version)
    }

    /// ORIGIN IGP, AS_PATH of AS numbers of `width` octets, NEXT_HOP 192.0.2.1.
    static func attributes(_ path: [UInt32], width: Int = 4) -> [UInt8] {
        var segment: [UInt8] = [2, UInt8(path.count)]
        for asn in path { segment += width == 4 ? big(asn) : big(UInt16(asn)) }
        var octets: [UInt8] = [0x40, 1, 1, 0, 0x40, 2, UInt8(segment.count)]
        octets += segment
        return octets + [0x40, 3, 4, 192, 0, 2, 1]
    }

    static func update(withdrawn: [UInt8] = [], attributes: [UInt8] = [], nlri: [UInt8] = []) -> [UInt8] {
        bgp(2, big(UInt16(withdrawn.count)) + withdrawn + big(UInt16(attributes.count)) + attributes + nlri)
    }

    /// 203.0.113.0/24 as NLRI.
    static let prefix: [UInt8] = [24, 203, 0, 113]

    static func announcement(_ peer: [UInt8], path: [UInt32] = [64_500, 64_501]) -> [UInt8] {
        message(0, peer + update(attributes: attributes(path), nlri: prefix))
    }
}
