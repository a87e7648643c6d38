/// Writes BER (X.690 section 8) again as DER, as far as CMS objects of former years need it: lengths that are
/// indefinite or longer than they have to be, OCTET STRINGs in parts, and sets in any order. Everything else is taken
/// over as it is, so that what was DER comes out unchanged.
///
/// It reads from front to back, each octet once; how deep values are nested is bounded.
struct BERConverter {
    private let depthLimit: Int
    private var offset = 0

    private init(_ limits: DecodingLimits) {
        depthLimit = limits.berDepth
    }

    /// The DER of the one value in `octets`; `octets` itself when it is DER.
    ///
    /// - Throws: what is wrong, where it is not BER of one value, or nested deeper than ``DecodingLimits/berDepth``.
    static func der(_ octets: [UInt8], _ limits: DecodingLimits) throws(ObjectError) -> [UInt8] {
        try limits.check(size: octets.count)
        var converter = BERConverter(limits)
        var writer = DERWriter(reservingCapacity: octets.count)
        try converter.convert(octets.span, upTo: octets.count, depth: 1, into: &writer)
        guard converter.offset == octets.count else {
            throw ObjectError(
                .trailingData, .x690("8.1"), at: converter.offset,
                "\(octets.count - converter.offset) octets after the end of the object")
        }
        return writer.bytes
    }

    /// A value's identifier octet, and how many octets its content has; `nil` when an end-of-contents says where it
    /// ends.
    private struct Header {
        let start: Int
        let tag: UInt8
        let length: Int?

        var isConstructed: Bool { tag & 0x20 != 0 }
        var isEndOfContents: Bool { tag == 0 && length == 0 }
    }

    /// Converts the value that starts here.
    private mutating func convert(
        _ bytes: Span<UInt8>, upTo end: Int, depth: Int, into writer: inout DERWriter
    ) throws(ObjectError) {
        let header = try header(bytes, upTo: end)
        guard !header.isEndOfContents else {
            throw ObjectError(.tag, .x690("8.1.5"), at: header.start, "an unexpected end-of-contents")
        }
        try convert(header, bytes, upTo: end, depth: depth, into: &writer)
    }

    private mutating func convert(
        _ header: Header, _ bytes: Span<UInt8>, upTo end: Int, depth: Int, into writer: inout DERWriter
    ) throws(ObjectError) {
        guard depth <= depthLimit else { throw .reached("berDepth", depthLimit, at: header.start) }
        switch header.tag {
        case 0x24:
            var octets: [UInt8] = []
            try parts(of: header, bytes, upTo: end, depth: depth, into: &octets)
            writer.octetString(octets)
        case 0x31:
            try writer.set { (writer) throws(ObjectError) in
                try content(of: header, bytes, upTo: end, depth: depth, into: &writer)
            }
        case _ where header.isConstructed:
            try writer.constructed(tag: header.tag) { (writer) throws(ObjectError) in
                try content(of: header, bytes, upTo: end, depth: depth, into: &writer)
            }
        default:
            writer.primitive(tag: header.tag, try octets(of: header, bytes))
        }
    }

    /// Converts the values within a constructed one.
    private mutating func content(
        of header: Header, _ bytes: Span<UInt8>, upTo end: Int, depth: Int, into writer: inout DERWriter
    ) throws(ObjectError) {
        let end = header.length.map { offset + $0 } ?? end
        while header.length == nil || offset < end {
            let next = try self.header(bytes, upTo: end)
            if next.isEndOfContents, header.length == nil { return }
            guard !next.isEndOfContents else {
                throw ObjectError(.tag, .x690("8.1.5"), at: next.start, "an unexpected end-of-contents")
            }
            try convert(next, bytes, upTo: end, depth: depth + 1, into: &writer)
        }
    }

    /// The octets of an OCTET STRING's parts, one after another (X.690 section 8.7.3).
    private mutating func parts(
        of header: Header, _ bytes: Span<UInt8>, upTo end: Int, depth: Int, into octets: inout [UInt8]
    ) throws(ObjectError) {
        guard depth <= depthLimit else { throw .reached("berDepth", depthLimit, at: header.start) }
        let end = header.length.map { offset + $0 } ?? end
        while header.length == nil || offset < end {
            let next = try self.header(bytes, upTo: end)
            if next.isEndOfContents, header.length == nil { return }
            switch next.tag {
            case 0x04: octets += try self.octets(of: next, bytes)
            case 0x24: try parts(of: next, bytes, upTo: end, depth: depth + 1, into: &octets)
            default:
                throw ObjectError(
                    .tag, .x690("8.7.3"), at: next.start, "a part of an OCTET STRING that is not an OCTET STRING")
            }
        }
    }

    /// The content of a primitive value.
    private mutating func octets(of header: Header, _ bytes: Span<UInt8>) throws(ObjectError) -> [UInt8] {
        guard let length = header.length else {
            throw ObjectError(.length, .x690("8.1.3.2"), at: header.start, "a primitive value of indefinite length")
        }
        defer { offset += length }
        return bytes.octets(offset..<offset + length)
    }

    /// Reads identifier and length, which may be written in up to eight octets, and checks that the content is there.
    private mutating func header(_ bytes: Span<UInt8>, upTo end: Int) throws(ObjectError) -> Header {
        let start = offset
        guard start + 1 < end else { throw .truncated(at: start, "a value is missing or cut off") }
        let tag = bytes[start]
        guard tag & 0x1f != 0x1f else {
            throw ObjectError(.tag, .x690("8.1.2"), at: start, "tag numbers above 30 are not used here")
        }
        let first = bytes[start + 1]
        offset = start + 2
        guard first != 0x80 else {
            guard tag & 0x20 != 0 else {
                throw ObjectError(.length, .x690("8.1.3.2"), at: start, "a primitive value of indefinite length")
            }
            return Header(start: start, tag: tag, length: nil)
        }
        var length = Int(first)
        if first > 0x80 {
            let count = Int(first & 0x7f)
            guard count <= 8 else {
                throw ObjectError(.length, .x690("8.1.3.5"), at: start + 1, "length in \(count) octets")
            }
            guard count <= end - offset else { throw .truncated(at: start + 1, "the length is cut off") }
            var number: UInt64 = 0
            for index in offset..<offset + count { number = number << 8 | UInt64(bytes[index]) }
            offset += count
            length = Int(clamping: number)
        }
        guard length <= end - offset else {
            throw .truncated(at: start, "\(length) octets announced, \(end - offset) left")
        }
        return Header(start: start, tag: tag, length: length)
    }
}

extension DecodingLimits {
    /// The octets to decode: `octets`, or the DER of what they say in BER where that is allowed.
    public func der(_ octets: [UInt8]) throws(ObjectError) -> [UInt8] {
        guard allowsFormerProfiles else { return octets }
        return try BERConverter.der(octets, self)
    }
}

extension ObjectError {
    /// The error; where it is about BER, with the option that has it read.
    func namingOption(_ limits: DecodingLimits, _ octets: [UInt8]) -> ObjectError {
        guard !limits.allowsFormerProfiles, let offset, octets.indices.contains(offset) else { return self }
        guard code == .length || code == .tag && octets[offset] == 0x24 else { return self }
        return ObjectError(
            code, rule, at: offset, "\(detail): BER encoding, which --former-profiles accepts")
    }
}
