import TestSupport
import Testing

@_spi(Fuzzing) @testable import Node

/// A little of what `Scripts/fuzz.sh` does at length: it traps where a promise does not hold.
@Suite("Requests of any octets", .timeLimit(.minutes(2))) struct RequestFuzzingTests {
    private static let seeds = [
        "/validity?asn=64496&prefix=192.0.2.0%2F24", "asn=AS64496&prefix=192.0.2.0/24&exclude=aspas&ta=a+b",
        "http://[2001:db8::1%25eth0]:8080/csv?a=1", "rpki.example.net:8323", "64496=192.0.2.0/24&%C3%A4=%2525&&=",
        #""a", W/"b", *"#, "Sun, 06 Nov 1994 08:49:37 GMT",
        "text/plain;q=0.5, application/openmetrics-text; version=1.0.0",
        #"{"routes":[{"asn":64496,"prefix":"192.0.2.0/24"},{"asn":"AS64496.0","prefix":"2001:db8::/32","a":[1e9]}]}"#,
    ].map { Array($0.utf8) }

    @Test("keep what their readers promise, changed at random") func mutations() {
        var random = SeededGenerator(20_261_130)
        var accepted = 0
        for round in 0..<20_000 {
            var octets = Self.seeds[round % Self.seeds.count]
            for _ in 0..<Int.random(in: 0...4, using: &random) where !octets.isEmpty {
                let place = Int.random(in: 0..<octets.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: octets[place] = UInt8.random(in: 0...255, using: &random)
                case 1: octets.remove(at: place)
                case 2: octets.insert(contentsOf: octets[place...].prefix(9), at: place)
                default: octets[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &random)
                }
            }
            PayloadRequestFuzzing.check(octets)
            if (try? RouteList(json: octets, limits: APILimits())) != nil { accepted += 1 }
        }
        // Not all are refused at the first octet.
        #expect(accepted > 200)
    }
}
