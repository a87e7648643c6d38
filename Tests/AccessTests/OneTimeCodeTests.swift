import FoundationEssentials
import Testing

@testable import Access

@Suite("One-time codes by time") struct OneTimeCodeTests {
    private static func key() throws -> OneTimeCode.Key {
        try #require(OneTimeCode.Key(octets: Array("12345678901234567890".utf8)))
    }

    /// RFC 6238 appendix B.
    @Test(
        "The vectors of the standard",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ])
    func vectors(seconds: Int, code: String) throws {
        let now = Date(timeIntervalSince1970: Double(seconds))
        let step = try #require(OneTimeCode.step(at: now))
        #expect(OneTimeCode.code(try Self.key(), step: step, digits: 8) == code)
        #expect(OneTimeCode.step(of: String(code.suffix(6)), try Self.key(), at: now, after: nil) == step)
    }

    @Test("A code is taken once, a period early or late, and no other") func once() throws {
        let (key, now) = (try Self.key(), Date(timeIntervalSince1970: 1_234_567_890))
        let step = try #require(OneTimeCode.step(at: now))
        for shift in -3...3 {
            let code = OneTimeCode.code(key, step: UInt64(Int(step) + shift))
            let found = OneTimeCode.step(of: code, key, at: now, after: nil)
            #expect(found == (abs(shift) <= 1 ? UInt64(Int(step) + shift) : nil), "\(shift)")
            #expect(found == nil || OneTimeCode.step(of: code, key, at: now, after: found) == nil)
        }
        for text in ["", "00592", "0059240", "+05924", "００５９２４"] {
            #expect(OneTimeCode.step(of: text, key, at: now, after: nil) == nil, "\(text)")
        }
        let early = Date(timeIntervalSince1970: -5)
        #expect(OneTimeCode.step(of: "005924", key, at: early, after: nil) == nil)
    }

    /// `printf 12345678901234567890 | base32`
    @Test("An app gets the secret in base 32") func text() throws {
        #expect(try Self.key().text == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        #expect(OneTimeCode.Key(octets: Array(repeating: 0xff, count: 16))?.text == "77777777777777777777777774")
        #expect(OneTimeCode.Key(octets: [1]) == nil)
    }
}
