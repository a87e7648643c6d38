internal import RPKIObjects
internal import TextFormats

/// The name of a session of a repository server: a UUID (RFC 8182 section 3.5.1.3), compared without regard to case.
///
/// That it is a random one, of version 4, is the server's duty; only its form is checked.
public struct RRDPSession: Hashable, Sendable {
    /// 36 characters, letters in lower case.
    public let description: String

    /// The session, or `nil` when `text` is not a UUID.
    public init?(_ text: String) {
        self.init(octets: text.utf8)
    }

    init?(octets: some Collection<UInt8>) {
        guard octets.count == 36 else { return nil }
        var lower: [UInt8] = []
        for (index, octet) in octets.enumerated() {
            switch (index, octet) {
            case (8, 0x2d), (13, 0x2d), (18, 0x2d), (23, 0x2d): lower.append(octet)
            case (8, _), (13, _), (18, _), (23, _): return nil
            case (_, 0x30...0x39), (_, 0x61...0x66): lower.append(octet)
            case (_, 0x41...0x46): lower.append(octet | 0x20)
            default: return nil
            }
        }
        description = String(decoding: lower, as: UTF8.self)
    }

    /// A random session, of version 4 (RFC 9562 section 5.4).
    public init(using generator: inout some RandomNumberGenerator) {
        var octets = generator.next().bigEndianOctets + generator.next().bigEndianOctets
        octets[6] = octets[6] & 0x0f | 0x40
        octets[8] = octets[8] & 0x3f | 0x80
        let groups = [octets[0..<4], octets[4..<6], octets[6..<8], octets[8..<10], octets[10..<16]]
        description = groups.map { $0.hexadecimal(uppercase: false) }.joined(separator: "-")
    }
}

extension RRDPSession: CustomStringConvertible {}
