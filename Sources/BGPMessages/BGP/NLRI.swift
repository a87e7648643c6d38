public import NumberResources

/// One entry of an NLRI field: a prefix, and its path identifier where the session has ADD-PATH (RFC 7911 section 3).
public struct NLRI: Hashable, Sendable {
    public var prefix: IPPrefix
    public var pathID: UInt32?

    @inlinable
    public init(prefix: IPPrefix, pathID: UInt32? = nil) {
        self.prefix = prefix
        self.pathID = pathID
    }
}

/// The place of an NLRI field in a message, and the encoding of its entries.
package struct NLRIField: Hashable, Sendable {
    package let range: Range<Int>
    package let family: RouteFamily
    package let addressFamily: AddressFamily
    package let hasPathIDs: Bool
    /// True if that is contrary to what was announced.
    package private(set) var isGuessed = false

    @inline(__always)
    init(_ range: Range<Int>, _ family: RouteFamily, _ addressFamily: AddressFamily, hasPathIDs: Bool) {
        self.range = range
        self.family = family
        self.addressFamily = addressFamily
        self.hasPathIDs = hasPathIDs
    }

    /// A field of `family` in a message of a session; `nil` if its routes are not plain prefixes.
    @inline(__always)
    package init?(_ octets: Span<UInt8>, _ range: Range<Int>, _ family: RouteFamily, _ encoding: SessionEncoding) {
        guard let prefixes = family.prefixes else { return nil }
        let isAgreed = !encoding.addPath.isEmpty && encoding.addPath.contains(.init(family))
        self.init(range, family, prefixes, hasPathIDs: isAgreed)
        if encoding.guessesPathIDs, isDoubtful(octets) { self = likelier(octets) }
    }

    /// The field read the other way, where it is whole and likely only so.
    @inline(never)
    private func likelier(_ octets: Span<UInt8>) -> NLRIField {
        var other = NLRIField(range, family, addressFamily, hasPathIDs: !hasPathIDs)
        other.isGuessed = true
        return other.isDoubtful(octets) ? self : other
    }

    /// True if the entries do not fill the field, or are such as no speaker has: prefixes of 1 to 7 bits, several
    /// default routes, bits after a prefix, and addresses that begin with zeros.
    @inline(__always)
    private func isDoubtful(_ octets: Span<UInt8>) -> Bool {
        var offset = range.lowerBound
        let end = range.upperBound
        var defaults = 0
        while offset < end {
            if hasPathIDs { offset += 4 }
            guard offset < end else { return true }
            let length = Int(octets[offset])
            let count = (length + 7) / 8
            guard length <= addressFamily.bitWidth, count < end - offset else { return true }
            if length == 0 {
                defaults += 1
            } else {
                let rest = length & 7
                if length < 8 || octets[offset + 1] == 0 || rest != 0 && octets[offset + count] & 0xff >> rest != 0 {
                    return true
                }
            }
            offset += 1 + count
        }
        return defaults > 1
    }
}

/// A place in an NLRI field. It holds offsets only and is handed the octets at each step.
package struct NLRIReader {
    package private(set) var offset: Int
    package let end: Int
    private let family: AddressFamily
    private let hasPathIDs: Bool

    @inline(__always)
    package init(_ field: NLRIField) {
        offset = field.range.lowerBound
        end = field.range.upperBound
        family = field.addressFamily
        hasPathIDs = field.hasPathIDs
    }

    /// Reads the next entry, or gives `nil` at the end. Bits after the prefix are ignored (RFC 4271 section 4.3).
    ///
    /// - Throws: `prefix`: what follows in the field cannot be read either (RFC 7606 section 5.3).
    @inline(__always)
    package mutating func next(_ octets: Span<UInt8>) throws(MessageError) -> NLRI? {
        guard offset < end else { return nil }
        var place = offset
        var pathID: UInt32?
        if hasPathIDs {
            guard end - place > 4 else { throw .prefix(at: offset, "a path identifier is cut off") }
            pathID = octets.uint32(at: place)
            place += 4
        }
        let length = Int(octets[place])
        let count = (length + 7) / 8
        guard length <= family.bitWidth else { throw .prefix(at: place, "prefix length \(length)") }
        guard count < end - place else { throw .prefix(at: place, "a prefix of \(length) bits is cut off") }
        let address = IPAddress(leftAligned: octets.leadingBits(at: place + 1, count: count), family: family)
        offset = place + 1 + count
        return NLRI(prefix: IPPrefix(truncating: address, length: length), pathID: pathID)
    }
}

extension Span<UInt8> {
    /// `count` octets, 0 to 16, as the leading bits of 128.
    @inline(__always)
    package func leadingBits(at index: Int, count: Int) -> UInt128 {
        if count <= 4 {
            var bits: UInt32 = 0
            for place in 0..<count { bits |= UInt32(self[index + place]) << UInt32(24 - 8 * place) }
            return UInt128(UInt64(bits) << 32) << 64
        }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for place in 0..<Swift.min(count, 8) { high |= UInt64(self[index + place]) << UInt64(56 - 8 * place) }
        if count > 8 {
            for place in 8..<count { low |= UInt64(self[index + place]) << UInt64(120 - 8 * place) }
        }
        return UInt128(high) << 64 | UInt128(low)
    }
}

extension MessageError {
    @inline(never)
    static func prefix(at offset: Int, _ detail: String) -> MessageError {
        MessageError(.prefix, .sessionReset, "RFC 7606 section 5.3", at: offset, detail)
    }
}
