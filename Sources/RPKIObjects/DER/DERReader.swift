/// A place in DER-encoded octets, and where the value that is being read ends.
///
/// The reader holds offsets only and is handed the octets at each step, so that it costs nothing to copy and nothing
/// that was read needs to be copied out. It is strict: definite lengths in their shortest form, single-octet tags
/// (X.690 sections 8.1 and 10.1). It never recurses.
package struct DERReader {
    package private(set) var offset: Int
    package let end: Int

    /// A reader of `range`, which must lie within the octets it will be handed.
    package init(_ range: Range<Int>) {
        offset = range.lowerBound
        end = range.upperBound
    }

    package var isAtEnd: Bool {
        offset >= end
    }

    /// The tag of the next value, or `nil` at the end.
    package func peekTag(_ bytes: Span<UInt8>) -> DERTag? {
        offset < end ? DERTag(rawValue: bytes[offset]) : nil
    }

    /// Reads the next value, regardless of its tag.
    @inline(__always)
    package mutating func next(_ bytes: Span<UInt8>) throws(ObjectError) -> DERValue {
        // Most values are short: a tag, one octet of length, and all of it there.
        let start = offset
        if start + 1 < end {
            let tag = bytes[start]
            let length = bytes[start + 1]
            let content = start + 2
            if length < 0x80, tag & 0x1f != 0x1f, Int(length) <= end - content {
                offset = content + Int(length)
                return DERValue(tag: DERTag(rawValue: tag), start: start, content: content..<offset)
            }
        }
        return try nextInFull(bytes)
    }

    /// Reads the next value with every check, and says what is wrong with it.
    @inline(never)
    private mutating func nextInFull(_ bytes: Span<UInt8>) throws(ObjectError) -> DERValue {
        let start = offset
        guard start < end else { throw .truncated(at: start, "a value is missing") }
        let tag = bytes[start]
        guard tag & 0x1f != 0x1f else {
            throw ObjectError(.tag, .x690("8.1.2"), at: start, "tag numbers above 30 are not used here")
        }
        guard start + 1 < end else { throw .truncated(at: start, "the length is missing") }
        let first = bytes[start + 1]
        var content = start + 2
        var length = Int(first)
        if first >= 0x80 {
            guard first != 0x80 else {
                throw ObjectError(.length, .x690("10.1"), at: start + 1, "indefinite length")
            }
            let octets = Int(first & 0x7f)
            guard octets <= 4 else {
                throw ObjectError(.length, .x690("10.1"), at: start + 1, "length in \(octets) octets")
            }
            guard content + octets <= end else { throw .truncated(at: start + 1, "the length is cut off") }
            length = 0
            for index in 0..<octets { length = length << 8 | Int(bytes[content + index]) }
            guard length >= 0x80, length >> (8 * (octets - 1)) != 0 else {
                throw ObjectError(.length, .x690("10.1"), at: start + 1, "length is not in its shortest form")
            }
            content += octets
        }
        guard length <= end - content else {
            throw .truncated(at: start, "\(length) octets announced, \(end - content) left")
        }
        offset = content + length
        return DERValue(tag: DERTag(rawValue: tag), start: start, content: content..<offset)
    }

    /// Reads the next value, which must carry `tag`.
    package mutating func next(_ tag: DERTag, _ bytes: Span<UInt8>) throws(ObjectError) -> DERValue {
        guard offset < end else { throw .truncated(at: offset, "\(tag) is missing") }
        guard bytes[offset] == tag.rawValue else {
            throw .wrongTag(at: offset, expected: tag, found: DERTag(rawValue: bytes[offset]))
        }
        return try next(bytes)
    }

    /// Reads the next value if it carries `tag`.
    package mutating func optional(_ tag: DERTag, _ bytes: Span<UInt8>) throws(ObjectError) -> DERValue? {
        guard offset < end, bytes[offset] == tag.rawValue else { return nil }
        return try next(bytes)
    }

    /// Reads the next value, a SEQUENCE, and gives a reader of its content.
    package mutating func sequence(_ bytes: Span<UInt8>) throws(ObjectError) -> DERReader {
        DERReader(try next(.sequence, bytes).content)
    }

    /// Fails unless all has been read.
    package func finish(_ what: StaticString) throws(ObjectError) {
        guard offset == end else {
            throw ObjectError(
                .trailingData, .x690("8.1"), at: offset, "\(end - offset) octets after the end of \(what)")
        }
    }
}

extension ObjectError {
    @inline(never)
    static func truncated(at offset: Int, _ detail: String) -> ObjectError {
        ObjectError(.truncated, .x690("8.1.3"), at: offset, detail)
    }

    @inline(never)
    static func wrongTag(at offset: Int, expected: DERTag, found: DERTag) -> ObjectError {
        ObjectError(.tag, .x690("8.1.2"), at: offset, "\(expected) expected, \(found) found")
    }
}
