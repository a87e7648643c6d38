import RPKITesting
import Testing

@Suite struct ResourceEncodingTests {
    @Test(
        "Prefixes and ranges as RFC 3779 sections 2.2.3.8 and 2.2.3.9 encode them",
        arguments: [
            ("10.5.0.4/32", [0x03, 0x05, 0x00, 0x0a, 0x05, 0x00, 0x04]),
            ("10.5.0.0/23", [0x03, 0x04, 0x01, 0x0a, 0x05, 0x00]),
            ("10.64.0.0/12", [0x03, 0x03, 0x04, 0x0a, 0x40]),
            ("0.0.0.0/0", [0x03, 0x01, 0x00]),
            ("10.0.0.0-10.255.255.255", [0x03, 0x02, 0x00, 0x0a]),
            (
                "10.5.0.0-10.5.0.23",
                [0x30, 0x0c, 0x03, 0x03, 0x00, 0x0a, 0x05, 0x03, 0x05, 0x03, 0x0a, 0x05, 0x00, 0x10]
            ),
            (
                "128.0.0.0-255.255.255.254",
                [0x30, 0x0b, 0x03, 0x02, 0x07, 0x80, 0x03, 0x05, 0x00, 0xff, 0xff, 0xff, 0xfe]
            ),
            ("0.0.0.0-191.255.255.255", [0x30, 0x07, 0x03, 0x01, 0x00, 0x03, 0x02, 0x06, 0x80]),
            ("2001:db8::/32", [0x03, 0x05, 0x00, 0x20, 0x01, 0x0d, 0xb8]),
            ("2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", [0x03, 0x05, 0x00, 0x20, 0x01, 0x0d, 0xb8]),
        ] as [(String, [UInt8])])
    func addresses(text: String, octets: [UInt8]) throws {
        let blocks = try DERTree(CertificateExtension.addressBlocks(Resources(text)).value)
        #expect(blocks[0, 0].content == (text.contains(":") ? [0, 2] : [0, 1]))
        #expect(blocks[0, 1].children.map(\.octets) == [octets])
    }

    @Test("Blocks are merged, sorted, and IPv4 stands before IPv6")
    func canonical() throws {
        let resources: Resources = "2001:db8::/32 10.0.1.0/24 192.0.2.0/24, 10.0.0.0/24 10.0.0.128/25"
        let blocks = try DERTree(CertificateExtension.addressBlocks(resources).value)
        #expect(blocks.children.map { $0[0].content } == [[0, 1], [0, 2]])
        #expect(blocks[0, 1].children.map(\.content) == [[1, 10, 0, 0], [0, 192, 0, 2]])
    }

    @Test("AS numbers are merged and sorted; ranges of one are identifiers")
    func asns() throws {
        let blocks = try DERTree(CertificateExtension.autonomousSystems("AS64500 AS64496-AS64498 64499 65551").value)
        let elements = blocks[0, 0].children
        #expect(elements.count == 2)
        #expect(elements[0].children.map(\.content) == [[0, 0xfb, 0xf0], [0, 0xfb, 0xf4]])
        #expect(elements[1].octets == [0x02, 0x03, 0x01, 0x00, 0x0f])
    }

    @Test("Inherit is said for each kind on its own")
    func inherit() throws {
        let mixed: Resources = "AS64496 ipv4:inherit"
        var extensions: [CertificateExtension] = []
        extensions.setResources(mixed)
        #expect(extensions.map(\.identifier) == [OID.ipAddressBlocks, OID.autonomousSystems])
        #expect(try DERTree(extensions[0].value)[0, 1].octets == [0x05, 0x00])
        #expect(try DERTree(extensions[1].value)[0, 0, 0].octets == [0x02, 0x03, 0x00, 0xfb, 0xf0])
        extensions.setResources(.none)
        #expect(extensions.isEmpty)
    }
}
