import Foundation
import RPKIObjects
import Testing

@Suite struct DERWriterTests {
    private func encoded(_ body: (inout DERWriter) -> Void) -> [UInt8] {
        DERWriter.encode(body)
    }

    @Test(
        "Integers take the fewest octets of two's complement",
        arguments: [
            (0, [0x00]), (127, [0x7f]), (128, [0x00, 0x80]), (256, [0x01, 0x00]), (65_536, [0x01, 0x00, 0x00]),
            (-1, [0xff]), (-128, [0x80]), (-129, [0xff, 0x7f]),
        ] as [(Int, [UInt8])])
    func integers(value: Int, contents: [UInt8]) {
        #expect(encoded { $0.integer(value) } == [0x02, UInt8(contents.count)] + contents)
    }

    @Test("Unsigned numbers never turn negative")
    func unsignedIntegers() {
        #expect(encoded { $0.integer(UInt64.max) } == [0x02, 9, 0] + [UInt8](repeating: 0xff, count: 8))
        #expect(encoded { $0.integer(unsigned: [0, 0, 0x80]) } == [0x02, 2, 0, 0x80])
        #expect(encoded { $0.integer(unsigned: [0, 0, 0x7f]) } == [0x02, 1, 0x7f])
        #expect(encoded { $0.integer(unsigned: []) } == [0x02, 1, 0])
    }

    @Test("Lengths are definite and minimal", arguments: [0, 1, 127, 128, 255, 256, 65_535, 65_536])
    func lengths(count: Int) {
        let contents = [UInt8](repeating: 7, count: count)
        let header: [UInt8] =
            switch count {
            case ..<128: [UInt8(count)]
            case ..<256: [0x81, UInt8(count)]
            case ..<65_536: [0x82, UInt8(count >> 8), UInt8(count & 0xff)]
            default: [0x83, UInt8(count >> 16), UInt8(count >> 8 & 0xff), UInt8(count & 0xff)]
            }
        #expect(encoded { $0.octetString(contents) } == [0x04] + header + contents)
        #expect(encoded { $0.sequence { $0.raw(contents) } } == [0x30] + header + contents)
    }

    @Test("Nested containers around long content keep their lengths right")
    func nesting() {
        let contents = [UInt8](repeating: 1, count: 200)
        let nested = encoded {
            $0.sequence { $0.context(3) { $0.octetString(containing: { $0.octetString(contents) }) } }
        }
        let inner: [UInt8] = [0x04, 0x81, 200] + contents
        let middle: [UInt8] = [0x04, 0x81, 203] + inner
        #expect(nested == [0x30, 0x81, 209, 0xa3, 0x81, 206] + middle)
    }

    @Test("The elements of a SET OF ascend by their encodings")
    func sets() {
        let set = encoded {
            $0.set {
                $0.octetString([UInt8](repeating: 0, count: 130))
                $0.integer(5)
                $0.integer(300)
                $0.boolean(true)
            }
        }
        let expected = encoded {
            $0.constructed(tag: 0x31) {
                $0.boolean(true)
                $0.integer(5)
                $0.integer(300)
                $0.octetString([UInt8](repeating: 0, count: 130))
            }
        }
        #expect(set == expected)
    }

    @Test(
        "Object identifiers",
        arguments: [
            ("2.5.29.15", [0x55, 0x1d, 0x0f]),
            ("1.2.840.113549", [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d]),
            ("2.999.0", [0x88, 0x37, 0x00]),
        ] as [(String, [UInt8])])
    func objectIdentifiers(dotted: String, contents: [UInt8]) {
        #expect(encoded { $0.objectIdentifier(dotted) } == [0x06, UInt8(contents.count)] + contents)
        #expect(encoded { $0.objectIdentifier(contents) } == [0x06, UInt8(contents.count)] + contents)
    }

    @Test("Bit strings, context tags, strings, null and boolean")
    func otherValues() {
        #expect(encoded { $0.bitString([0x0a, 0x80], unusedBits: 7) } == [0x03, 3, 7, 0x0a, 0x80])
        #expect(encoded { $0.bitString(positions: [5, 6]) } == [0x03, 2, 1, 0x06])
        #expect(encoded { $0.bitString(positions: [8]) } == [0x03, 3, 7, 0x00, 0x80])
        #expect(encoded { $0.bitString(positions: []) } == [0x03, 1, 0])
        #expect(encoded { $0.context(0, primitive: [1, 2]) } == [0x80, 2, 1, 2])
        #expect(encoded { $0.printableString("ab") } == [0x13, 2, 0x61, 0x62])
        #expect(encoded { $0.ia5String("a@") } == [0x16, 2, 0x61, 0x40])
        #expect(encoded { $0.utf8String("ñ") } == [0x0c, 2, 0xc3, 0xb1])
        #expect(encoded { $0.null() } == [0x05, 0])
        #expect(encoded { $0.boolean(false) } == [0x01, 1, 0])
    }

    @Test(
        "Times are UTCTime until 2049 and GeneralizedTime from 2050",
        arguments: [
            (0, 0x17, "700101000000Z"), (951_827_696, 0x17, "000229123456Z"), (-1, 0x17, "691231235959Z"),
            (1_709_251_199, 0x17, "240229235959Z"), (2_524_607_999, 0x17, "491231235959Z"),
            (2_524_608_000, 0x18, "20500101000000Z"), (4_107_542_400, 0x18, "21000301000000Z"),
            (-631_152_001, 0x18, "19491231235959Z"), (253_402_300_799, 0x18, "99991231235959Z"),
        ] as [(Double, UInt8, String)])
    func times(seconds: Double, tag: UInt8, text: String) {
        let time = encoded { $0.x509Time(Date(timeIntervalSince1970: seconds)) }
        #expect(time == [tag, UInt8(text.utf8.count)] + Array(text.utf8))
    }

    @Test("A GeneralizedTime agrees with Foundation's calendar over centuries")
    func calendar() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
        for day in stride(from: -140_000, through: 500_000, by: 97) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 3_725)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            guard let year = parts.year, let month = parts.month, let day = parts.day, year >= 1583 else { continue }
            let number = year * 10_000 + month * 100 + day
            #expect(encoded { $0.generalizedTime(date) }.dropFirst(2).elementsEqual("\(number)010205Z".utf8))
        }
    }
}
