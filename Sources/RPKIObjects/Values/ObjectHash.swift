package import Crypto
internal import TextFormats

/// The SHA-256 hash of an object's octets (RFC 7935 section 2), which is its name in manifests and in stores.
public struct ObjectHash: Hashable, Sendable {
    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// - Precondition: `range` has 32 octets.
    package init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        precondition(range.count == 32)
        first = bytes.bigEndian(range.lowerBound)
        second = bytes.bigEndian(range.lowerBound + 8)
        third = bytes.bigEndian(range.lowerBound + 16)
        fourth = bytes.bigEndian(range.lowerBound + 24)
    }

    /// The hash with these 32 octets; `nil` for any other number of octets.
    public init?(octets: [UInt8]) {
        guard octets.count == 32 else { return nil }
        self.init(octets.span, 0..<32)
    }

    /// The hash of `bytes`.
    public init(of bytes: [UInt8]) {
        self.init(of: bytes.span)
    }

    /// The hash of all of `bytes`.
    package init(of bytes: Span<UInt8>) {
        var hasher = SHA256()
        bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        self.init(hasher.finalize())
    }

    package init(_ digest: SHA256Digest) {
        (first, second, third, fourth) = digest.withUnsafeBytes { octets in
            (
                UInt64(bigEndian: octets.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: octets.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                UInt64(bigEndian: octets.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
                UInt64(bigEndian: octets.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
            )
        }
    }

    public var octets: [UInt8] {
        withOctets { Array($0) }
    }

    /// Calls `body` with the 32 octets.
    package func withOctets<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let words = (first.bigEndian, second.bigEndian, third.bigEndian, fourth.bigEndian)
        return try withUnsafeBytes(of: words) { try body($0) }
    }
}

extension ObjectHash {
    /// A quarter of its octets is enough: they are as good as random already, and equality looks at all.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(first)
    }
}

extension ObjectHash: Comparable {
    public static func < (left: ObjectHash, right: ObjectHash) -> Bool {
        (left.first, left.second, left.third, left.fourth) < (right.first, right.second, right.third, right.fourth)
    }
}

extension ObjectHash: CustomStringConvertible {
    /// 64 hexadecimal digits, lower case.
    public var description: String {
        octets.hexadecimal(uppercase: false)
    }
}
