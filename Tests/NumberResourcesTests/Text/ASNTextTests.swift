import NumberResources
import Testing

@Suite struct ASNTextTests {
    @Test(
        arguments: [
            ("0", 0), ("64496", 64496), ("AS64496", 64496), ("as64496", 64496), ("aS0", 0), ("4294967295", .max),
            ("0.0", 0), ("0.65535", 65535), ("1.0", 65536), ("1.10", 65546), ("AS65535.65535", .max),
        ] as [(String, UInt32)])
    func readsAsplainAndAsdot(text: String, number: UInt32) {
        #expect(ASN(text) == ASN(number))
    }

    @Test(arguments: [
        "", "AS", "A64496", "S1", "ASN1", "AS AS1", "ASAS1", " 1", "1 ", "AS 1", "+1", "-1", "01", "00", "AS01",
        "4294967296",
        "99999999999999999999999", "0x1", "1.", ".1", "1..2", "1.2.3", "1.01", "65536.0", "1.65536", "1,2", "１",
        "1\u{0}",
    ])
    func refusesEverythingElse(text: String) {
        #expect(ASN(text) == nil)
    }

    @Test func readsSubstringsToo() {
        #expect(ASN("origin: AS64496".dropFirst(8)) == 64496)
    }

    @Test(
        arguments: [
            (0, "AS0", "AS0"), (9, "AS9", "AS9"), (10, "AS10", "AS10"), (65535, "AS65535", "AS65535"),
            (65536, "AS65536", "AS1.0"), (65546, "AS65546", "AS1.10"),
            (.max, "AS4294967295", "AS65535.65535"),
        ] as [(UInt32, String, String)])
    func writesBothForms(number: UInt32, asplain: String, asdot: String) {
        #expect(ASN(number).description == asplain)
        #expect(ASN(number).asdot == asdot)
        #expect(ASN(asplain) == ASN(number))
        #expect(ASN(asdot) == ASN(number))
        var buffer = Array("x".utf8)
        ASN(number).writeNumber(into: &buffer)
        #expect(String(decoding: buffer, as: UTF8.self) == "x\(number)")
    }
}
