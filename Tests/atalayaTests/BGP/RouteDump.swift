import Foundation
import NumberResources

/// A file of MRT (RFC 6396) with what one peer says of IPv4 prefixes, for a test to write.
struct RouteDump {
    private(set) var octets: [UInt8] = []

    /// An UPDATE of AS64511 at 192.0.2.11, as BGP4MP_MESSAGE_AS4 (section 4.4.3).
    ///
    /// - Parameter path: The AS path behind the peer's own number; `nil` for a withdrawal.
    mutating func add(_ prefix: String, _ path: [UInt32]?, at seconds: UInt32, peer: UInt8 = 11) {
        let prefix = IPPrefix(prefix) ?? IPPrefix(IPAddress(ipv4: 0))
        let bits = prefix.leftAlignedBits
        let nlri =
            [UInt8(prefix.length)]
            + (0..<(Int(prefix.length) + 7) / 8).map { UInt8(truncatingIfNeeded: bits >> UInt128(120 - 8 * $0)) }
        var body: [UInt8] = []
        if let path {
            let numbers = [64_500 + UInt32(peer)] + path
            let segment = [2, UInt8(numbers.count)] + numbers.flatMap(RouteDump.four)
            let attributes: [UInt8] =
                [0x40, 1, 1, 0, 0x40, 2, UInt8(segment.count)] + segment + [0x40, 3, 4, 192, 0, 2, peer]
            body = [0, 0] + RouteDump.two(UInt16(attributes.count)) + attributes + nlri
        } else {
            body = RouteDump.two(UInt16(nlri.count)) + nlri + [0, 0]
        }
        let message = [UInt8](repeating: 0xff, count: 16) + RouteDump.two(UInt16(19 + body.count)) + [2] + body
        let record =
            RouteDump.four(64_500 + UInt32(peer)) + RouteDump.four(64_500) + [0, 0, 0, 1]
            + [192, 0, 2, peer, 192, 0, 2, 1] + message
        octets += RouteDump.four(seconds) + [0, 16, 0, 4] + RouteDump.four(UInt32(record.count)) + record
    }

    private static func two(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(truncatingIfNeeded: value)] }

    private static func four(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
    }

    /// Writes it under a name that is passed over, then gives it its own.
    func write(to path: String) throws {
        let file = URL(fileURLWithPath: path)
        let temporary = file.deletingLastPathComponent().appending(path: ".\(file.lastPathComponent)")
        try Data(octets).write(to: temporary)
        try FileManager.default.moveItem(at: temporary, to: file)
    }
}
