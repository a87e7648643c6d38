import NumberResources
import RPKIObjects
import Testing

@Suite struct DERValueTests {
    private func read<Value>(
        _ octets: String, _ body: (inout DERReader, Span<UInt8>) throws(ObjectError) -> Value
    ) throws(ObjectError) -> Value {
        let bytes = hex(octets)
        var reader = DERReader(0..<bytes.count)
        let value = try body(&reader, bytes.span)
        try reader.finish("the value")
        return value
    }

    @Test(
        "A BOOLEAN is one octet, 0x00 or 0xff",
        arguments: [
            ("01 00", ObjectError.Code.boolean), ("01 01 01", .boolean), ("01 01 fe", .boolean),
            ("01 02 ff ff", .boolean), ("02 01 00", .tag),
        ])
    func badBooleans(_ octets: String, _ code: ObjectError.Code) {
        expectRefusal(code, of: hex(octets)) { () throws(ObjectError) in
            _ = try read(octets) { reader, bytes throws(ObjectError) in try reader.boolean(bytes) }
        }
    }

    @Test func booleans() throws {
        #expect(try read("01 01 00") { reader, bytes throws(ObjectError) in try reader.boolean(bytes) } == false)
        #expect(try read("01 01 ff") { reader, bytes throws(ObjectError) in try reader.boolean(bytes) } == true)
    }

    @Test(
        "An INTEGER has at least one octet and none too many",
        arguments: ["02 00", "02 02 00 01", "02 02 00 7f", "02 02 ff 80", "02 03 00 00 80", "02 02 ff ff"])
    func badIntegers(_ octets: String) {
        expectRefusal(.integer, of: hex(octets)) { () throws(ObjectError) in
            _ = try read(octets) { reader, bytes throws(ObjectError) in try reader.integer(bytes) }
        }
    }

    @Test(
        "Numbers are read up to 2^64 - 1; what is negative or larger is none",
        arguments: [
            ("02 01 00", 0), ("02 01 7f", 127), ("02 02 00 80", 128), ("02 02 00 ff", 255), ("02 02 01 00", 256),
            ("02 05 00 ff ff ff ff", UInt64(UInt32.max)), ("02 05 01 00 00 00 00", 1 << 32),
            ("02 08 7f ff ff ff ff ff ff ff", UInt64(Int64.max)),
            ("02 09 00 ff ff ff ff ff ff ff ff", UInt64.max), ("02 01 80", nil), ("02 01 ff", nil),
            ("02 09 01 00 00 00 00 00 00 00 00", nil), ("02 09 ff 00 00 00 00 00 00 00 00", nil),
            ("02 0a 00 ff ff ff ff ff ff ff ff ff", nil),
        ] as [(String, UInt64?)])
    func numbers(_ octets: String, _ number: UInt64?) throws {
        #expect(try read(octets) { reader, bytes throws(ObjectError) in try reader.unsigned(bytes) } == number)
        let asn = number.flatMap { UInt32(exactly: $0) }
        #expect(
            try read(octets) { reader, bytes throws(ObjectError) in try reader.asn(bytes) } == asn.map { ASN($0) })
    }

    @Test(
        "A BIT STRING says how many bits of its last octet are unused, and they are zero",
        arguments: [
            "03 00", "03 01 01", "03 01 08", "03 02 08 00", "03 02 ff 00", "03 02 01 01", "03 02 07 40",
            "03 03 04 ff 08",
        ])
    func badBitStrings(_ octets: String) {
        expectRefusal(.bitString, of: hex(octets)) { () throws(ObjectError) in
            _ = try read(octets) { reader, bytes throws(ObjectError) in try reader.bitString(bytes) }
        }
    }

    @Test func bitStrings() throws {
        let (unused, octets) = try read("03 03 03 ff f8") { reader, bytes throws(ObjectError) in
            try reader.bitString(bytes)
        }
        #expect(unused == 3)
        #expect(octets == 3..<5)
        let empty = try read("03 01 00") { reader, bytes throws(ObjectError) in try reader.bitString(bytes) }
        #expect(empty.octets.isEmpty)
    }

    @Test(
        "An OBJECT IDENTIFIER has whole arcs in their shortest form",
        arguments: ["06 00", "06 01 80", "06 02 2a 86", "06 03 2a 80 01", "06 03 80 01 01"])
    func badObjectIdentifiers(_ octets: String) {
        expectRefusal(.objectIdentifier, of: hex(octets)) { () throws(ObjectError) in
            _ = try read(octets) { reader, bytes throws(ObjectError) in try reader.objectIdentifier(bytes) }
        }
    }

    @Test(
        "Identifiers print their arcs, and long ones neither trap nor pass for others",
        arguments: [
            ("06 09 2a 86 48 86 f7 0d 01 01 0b", "1.2.840.113549.1.1.11"), ("06 01 00", "0.0"), ("06 01 4f", "1.39"),
            ("06 01 50", "2.0"), ("06 02 88 37", "2.999"),
            ("06 0b ff ff ff ff ff ff ff ff ff ff 7f", nil),
            ("06 10 2a 86 48 86 f7 0d 01 01 0b 01 01 01 01 01 01 01", nil),
        ] as [(String, String?)])
    func objectIdentifiers(_ octets: String, _ text: String?) throws {
        let identifier = try read(octets) { reader, bytes throws(ObjectError) in try reader.objectIdentifier(bytes) }
        if let text { #expect(identifier.description == text) }
        #expect(!identifier.description.isEmpty)
        #expect((identifier == .sha256WithRSAEncryption) == (text == "1.2.840.113549.1.1.11"))
    }

    @Test("NULL has no content")
    func null() {
        expectRefusal(.length, of: hex("05 01 00")) { () throws(ObjectError) in
            try read("05 01 00") { reader, bytes throws(ObjectError) in try reader.null(bytes) }
        }
    }
}
