import Foundation
import RPKIObjects
import Testing

@Suite struct NumberTests {
    @Test(
        "A serial number has at most 159 bits",
        arguments: [
            ("", "00"), ("00", "00"), ("01", "01"), ("00 00 80", "80"),
            ("7f" + String(repeating: "ff", count: 19), "7F" + String(repeating: "FF", count: 19)),
            ("80" + String(repeating: "00", count: 19), nil), ("01" + String(repeating: "00", count: 20), nil),
            ("00 7f" + String(repeating: "ff", count: 19), "7F" + String(repeating: "FF", count: 19)),
        ] as [(String, String?)])
    func serialNumbers(_ octets: String, _ text: String?) {
        #expect(SerialNumber(octets: hex(octets))?.description == text)
    }

    @Test("Serial numbers order as numbers")
    func order() throws {
        let numbers = try [
            "00", "01", "ff", "01 00", "01 00 00 00 00 00 00 00 00", "7f" + String(repeating: "00", count: 19),
        ]
        .map { try #require(SerialNumber(octets: hex($0))) }
        #expect(numbers.sorted() == numbers)
        #expect(numbers.map(\.octets.count).allSatisfy { $0 == 20 })
        #expect(SerialNumber(256) == numbers[3])
        #expect(numbers[0].isZero && !numbers[1].isZero)
    }

    @Test("Hashes and key identifiers have their number of octets and print them")
    func identifiers() throws {
        #expect(KeyIdentifier(octets: [UInt8](repeating: 0, count: 19)) == nil)
        #expect(ObjectHash(octets: [UInt8](repeating: 0, count: 33)) == nil)
        let octets = (0..<20).map { UInt8($0 * 13 & 0xff) }
        #expect(try #require(KeyIdentifier(octets: octets)).octets == octets)
        #expect(ObjectHash(of: []).description.hasPrefix("e3b0c44298fc1c149afbf4c8996fb924"))
    }

    @Test("An error's detail is bounded, however much is wrong")
    func detail() {
        let error = ObjectError(.overclaim, Rule("RFC 6487", "7.2"), String(repeating: "10.0.0.0/8 ", count: 100_000))
        #expect(error.detail.count == 500)
    }

    @Test("Every code has its own reason")
    func codes() {
        #expect(Set(ObjectError.Code.allCases.map(\.rawValue)).count == ObjectError.Code.allCases.count)
    }
}
