import NumberResources
import TestSupport
import Testing

@Suite struct IPPrefixTextTests {
    @Test(arguments: [
        "0.0.0.0/0", "10.0.0.0/8", "192.0.2.0/24", "192.0.2.255/32", "128.0.0.0/1", "::/0", "2001:db8::/32",
        "2001:db8::1/128", "8000::/1", "::ffff:192.0.2.0/120",
    ])
    func canonicalTextIsReadAndWritten(text: String) {
        #expect(IPPrefix(text)?.description == text)
    }

    @Test func otherFormsOfAnAddressAreRead() {
        #expect(IPPrefix("2001:DB8:0:0::/32")?.description == "2001:db8::/32")
    }

    @Test(
        arguments: [
            ("", .noLength), ("10.0.0.0", .noLength), ("10.0.0.0 8", .noLength), ("/8", .address), ("10/8", .address),
            ("10.0.0.0.0/8", .address), (" 10.0.0.0/8", .address), ("10.0.0.0/", .length), ("10.0.0.0/33", .length),
            ("10.0.0.0/08", .length), ("10.0.0.0/+8", .length), ("10.0.0.0/-1", .length), ("10.0.0.0/8 ", .length),
            ("10.0.0.0/8/8", .length), ("10.0.0.0/255.0.0.0", .length), ("::/129", .length), ("::/4294967296", .length),
        ] as [(String, IPPrefix.TextError)])
    func errorsNameWhatIsWrong(text: String, error: IPPrefix.TextError) {
        #expect(throws: error) { try IPPrefix(parsing: text) }
        #expect(IPPrefix(text) == nil)
    }

    @Test(arguments: [
        ("10.0.0.1/8", "10.0.0.0/8"), ("192.0.2.1/31", "192.0.2.0/31"), ("128.0.0.0/0", "0.0.0.0/0"),
        ("2001:db8::1/64", "2001:db8::/64"), ("::1/127", "::/127"),
    ])
    func hostBitsAreAnErrorThatNamesThePrefix(text: String, within: String) throws {
        let prefix = try #require(IPPrefix(within))
        #expect(throws: IPPrefix.TextError.hostBits(within: prefix)) { try IPPrefix(parsing: text) }
    }

    @Test func everyTextIsReadBack() {
        var generator = SeededGenerator(3)
        for _ in 0..<5_000 {
            let family = Bool.random(using: &generator) ? AddressFamily.ipv4 : .ipv6
            let prefix = IPPrefix(
                truncating: IPAddress(leftAligned: generator.next128(), family: family),
                length: .random(in: 0...family.bitWidth, using: &generator))
            var buffer: [UInt8] = []
            prefix.write(into: &buffer)
            #expect(IPPrefix(utf8: buffer.span) == prefix)
        }
    }
}
