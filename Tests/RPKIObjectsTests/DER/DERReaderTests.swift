import RPKIObjects
import Testing

@Suite struct DERReaderTests {
    @Test(
        "A value that is not in definite, shortest form or does not fit is refused",
        arguments: [
            ("", ObjectError.Code.truncated, 0), ("30", .truncated, 0), ("30 01", .truncated, 0),
            ("30 02 00", .truncated, 0), ("30 80 00 00", .length, 1),
            // 1, 2 and 4 octets of length where fewer do
            ("04 81 01 00", .length, 1), ("04 81 7f", .length, 1), ("04 82 00 80", .length, 1),
            ("04 84 00 00 00 01 00", .length, 1),
            // cut off in the length, and lengths beyond all memory
            ("04 81", .truncated, 1), ("04 82 01", .truncated, 1), ("04 84 ff ff ff ff", .truncated, 0),
            ("04 84 7f ff ff ff", .truncated, 0), ("04 85 01 00 00 00 00", .length, 1),
            ("04 88 7f ff ff ff ff ff ff ff", .length, 1), ("04 88 ff ff ff ff ff ff ff ff", .length, 1),
            ("04 ff", .length, 1),
            // tags of more than one octet
            ("1f 01 00", .tag, 0), ("3f 81 00 00", .tag, 0), ("bf 1f 00", .tag, 0),
        ])
    func values(_ octets: String, _ code: ObjectError.Code, _ offset: Int) {
        let bytes = hex(octets)
        var reader = DERReader(0..<bytes.count)
        let error = refusal { () throws(ObjectError) in _ = try reader.next(bytes.span) }
        #expect(error?.code == code)
        #expect(error?.offset == offset)
    }

    @Test(
        "Lengths are read in all their sizes",
        arguments: [0, 1, 127, 128, 255, 256, 65_535, 65_536, 70_000])
    func lengths(_ count: Int) throws {
        let bytes = DERWriter.encode { $0.octetString([UInt8](repeating: 7, count: count)) }
        var reader = DERReader(0..<bytes.count)
        let value = try reader.next(.octetString, bytes.span)
        #expect(value.content.count == count)
        #expect(value.whole == 0..<bytes.count)
        #expect(reader.isAtEnd)
    }

    @Test("A value may not reach beyond the one that it is in")
    func nested() throws {
        let bytes = hex("30 03 04 02 01 05 00")
        var outer = DERReader(0..<bytes.count)
        var inner = try outer.sequence(bytes.span)
        let error = refusal { () throws(ObjectError) in _ = try inner.next(bytes.span) }
        #expect(error?.code == .truncated)
    }

    @Test("What is left over is refused, at its place")
    func trailing() throws {
        let bytes = hex("05 00 05 00")
        var reader = DERReader(0..<bytes.count)
        try reader.null(bytes.span)
        let error = refusal { () throws(ObjectError) in try reader.finish("the value") }
        #expect(error?.code == .trailingData)
        #expect(error?.offset == 2)
    }

    @Test("A missing value and one of another tag are distinguished; an optional one is left alone")
    func tags() throws {
        let bytes = hex("02 01 05")
        var reader = DERReader(0..<bytes.count)
        #expect(try reader.optional(.octetString, bytes.span) == nil)
        #expect(refusal { () throws(ObjectError) in _ = try reader.sequence(bytes.span) }?.code == .tag)
        #expect(reader.offset == 0)
        #expect(try reader.unsigned(bytes.span) == 5)
        #expect(refusal { () throws(ObjectError) in _ = try reader.sequence(bytes.span) }?.code == .truncated)
        #expect(reader.peekTag(bytes.span) == nil)
    }

    @Test("Depth costs nothing: a hundred thousand nested values are stepped into one by one")
    func depth() throws {
        var bytes: [UInt8] = []
        var length = 0
        // Written from the inside: each level is a SEQUENCE around all before.
        for _ in 0..<100_000 {
            let octets = length < 0x80 ? [UInt8(length)] : Self.longLength(length)
            bytes.append(contentsOf: octets.reversed())
            bytes.append(0x30)
            length += octets.count + 1
        }
        bytes.reverse()
        var reader = DERReader(0..<bytes.count)
        var depth = 0
        while !reader.isAtEnd {
            reader = try reader.sequence(bytes.span)
            depth += 1
        }
        #expect(depth == 100_000)
    }

    private static func longLength(_ length: Int) -> [UInt8] {
        let octets = length.bigEndianOctets.drop { $0 == 0 }
        return [0x80 | UInt8(octets.count)] + octets
    }
}
