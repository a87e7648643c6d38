internal import Crypto
internal import TextFormats

/// The SHA-1 hash by which certificates name keys (RFC 6487 section 4.8.2): 20 octets.
public struct KeyIdentifier: Hashable, Sendable {
    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    /// - Precondition: `range` has 20 octets.
    package init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        precondition(range.count == 20)
        high = bytes.bigEndian(range.lowerBound)
        middle = bytes.bigEndian(range.lowerBound + 8)
        low = bytes.bigEndian(range.lowerBound + 16)
    }

    /// The identifier with these 20 octets; `nil` for any other number of octets.
    public init?(octets: [UInt8]) {
        guard octets.count == 20 else { return nil }
        self.init(octets.span, 0..<20)
    }

    /// The identifier of a key, given the octets of its `subjectPublicKey` BIT STRING.
    package init(hashing bytes: Span<UInt8>, _ range: Range<Int>) {
        var hasher = Insecure.SHA1()
        bytes.extracting(range).withUnsafeBytes { hasher.update(bufferPointer: $0) }
        self = hasher.finalize().withUnsafeBytes { digest in
            KeyIdentifier(
                high: UInt64(bigEndian: digest.loadUnaligned(as: UInt64.self)),
                middle: UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                low: UInt32(bigEndian: digest.loadUnaligned(fromByteOffset: 16, as: UInt32.self)))
        }
    }

    private init(high: UInt64, middle: UInt64, low: UInt32) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    public var octets: [UInt8] {
        high.bigEndianOctets + middle.bigEndianOctets + low.bigEndianOctets
    }
}

extension KeyIdentifier: Comparable {
    public static func < (left: KeyIdentifier, right: KeyIdentifier) -> Bool {
        (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
    }
}

extension KeyIdentifier: CustomStringConvertible {
    /// 40 hexadecimal digits, upper case.
    public var description: String {
        octets.hexadecimal(uppercase: true)
    }
}
