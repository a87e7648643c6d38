import Testing
import TextFormats

@Suite("Hexadecimal digits") struct HexadecimalTests {
    @Test("Octets are pairs of digits, read in either case")
    func pairs() {
        let octets: [UInt8] = [0, 1, 0x9f, 0xab, 0xff]
        #expect(octets.hexadecimal(uppercase: false) == "00019fabff")
        #expect(octets.hexadecimal(uppercase: true) == "00019FABFF")
        #expect(Hexadecimal.octets(Array("00019fABff".utf8).span) == octets)
        #expect(Hexadecimal.octets([UInt8]().span) == [])
    }

    @Test("Anything else is refused", arguments: ["0", "0g", "0x00", " 00", "é0"])
    func refused(text: String) {
        #expect(Hexadecimal.octets(Array(text.utf8).span) == nil)
    }
}
