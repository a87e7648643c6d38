import Testing
import TextFormats

@Suite("Text as octets") struct OctetTextTests {
    @Test(
        "Decimals have all their digits",
        arguments: [0, 7, 10, 99, 100, 101, 999, 1_000, 65_536, 4_294_967_295, .max] as [UInt64])
    func decimals(number: UInt64) {
        var out: [UInt8] = []
        out.append(decimal: number)
        #expect(String(decoding: out, as: UTF8.self) == String(number))
    }
}
