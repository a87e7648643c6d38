import ConfigurationKeys
import Foundation
import TestSupport
import Testing

@Suite("A configuration that is none") struct ConfigurationHostileTests {
    @Test(
        "YAML beyond what a configuration needs is refused, with its place",
        arguments: [
            ("state: &a /x", [Problem(.alias, 1, 8)]),
            ("a: &a [x, x]\nb: &b [*a, *a]", [Problem(.alias, 1, 4), Problem(.alias, 2, 4)]),
            ("a: [1,*b]", [Problem(.alias, 1, 7)]),
            ("\"a\":*b", [Problem(.alias, 1, 5)]),
            ("- *x", [Problem(.alias, 1, 3)]),
            ("state: !!str /x", [Problem(.unsupported, 1, 8)]),
            ("state: |\n  /x", [Problem(.unsupported, 1, 8)]),
            ("? a\n: b", [Problem(.unsupported, 1, 1)]),
            ("%YAML 1.1\n---\nstate: /x", [Problem(.unsupported, 1, 1)]),
            ("state: \"/x\n  y\"", [Problem(.unsupported, 1, 8)]),
            ("[a]: b", [Problem(.unsupported, 1, 1)]),
            ("state: [a", [Problem(.syntax, 2, 1)]),
            ("state: b: c", [Problem(.syntax, 1, 9)]),
            ("state: /x\n---\nstate: /y", [Problem(.syntax, 2, 1)]),
            ("\tstate: /x", [Problem(.syntax, 1, 1)]),
            ("state: \u{1}", [Problem(.encoding, 1, 8)]),
            (
                "log: {level: info}\nnet:\n- a\nlog: {}",
                [Problem(.wrongType, 3, 1, "net"), Problem(.duplicateKey, 4, 1, "log")]
            ),
        ] as [(String, [Problem])])
    func refused(text: String, expected: [Problem]) {
        #expect(ConfigurationReading<Sample>(text).found == expected)
    }

    @Test("What only looks like an anchor, an alias or a tag is text")
    func text() {
        let reading = ConfigurationReading<Sample>(
            "state: /a&b*c!d # &e *f !g\nwork:\n  notes: ['*.json', \"&x\", a&b]\n  leavings: it's # 'quoted\n")
        #expect(reading.problems.isEmpty)
        #expect(reading.configuration.work.notes == ["*.json", "&x", "a&b"])
        #expect(reading.configuration.work.leavings == "it's")
    }

    @Test("Aliases that would grow without bound cost nothing")
    func bomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            text +=
                "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
        }
        let reading = ConfigurationReading<Sample>(text)
        #expect(reading.found.first == Problem(.alias, 1, 5))
        #expect(Set(reading.found.map(\.code)) == [.alias])
    }

    @Test("Depth is limited, in every style", arguments: ["[", "{a: ", "- "])
    func depth(opening: String) {
        let reading = ConfigurationReading<Sample>("state: /x\n" + String(repeating: opening, count: 100_000))
        #expect(reading.found.map(\.code) == [.limit])
        let lines = (0..<1000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
        #expect(ConfigurationReading<Sample>(lines).found.map(\.code) == [.limit])
    }

    @Test("Octets, elements and characters are limited")
    func sizes() {
        let long = String(repeating: "x", count: (1 << 20) + 1)
        #expect(ConfigurationReading<Sample>("# " + long).found == [Problem(.limit, 1, 1)])
        let list = Array(repeating: "a", count: 10_001).joined(separator: ",")
        #expect(ConfigurationReading<Sample>("work: {notes: [\(list)]}").found == [Problem(.limit, 1, 15)])
        #expect(ConfigurationReading<Sample>("state: " + long.prefix(4097)).found == [Problem(.limit, 1, 8, "state")])
    }

    @Test("Octets that are no UTF-8 are refused")
    func encoding() {
        let reading = ConfigurationReading<Sample>(Array("state: ".utf8) + [0xff, 0xfe], path: "a.yaml")
        #expect(reading.found == [Problem(.encoding, 1, 1)])
    }

    @Test("A damaged example is read or refused, and never stops the program", arguments: 0..<20)
    func damaged(seed: UInt64) {
        var state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        let example = Array(Sample.example.utf8.filter { $0 != UInt8(ascii: "#") })
        let signs = Array("[]{}:,-?&*!|>'\"%@`#~ \n\t\\a0".utf8) + [0, 0xc3, 0xff]
        for _ in 0..<10 {
            var octets = Array(Array(Sample.example.utf8).prefix(4000))
            if next(2) == 0 { octets = Array(example.prefix(2000)) }
            for _ in 0...next(6) {
                let place = next(octets.count)
                switch next(3) {
                case 0: octets[place] = signs[next(signs.count)]
                case 1: octets.remove(at: place)
                default: octets.insert(signs[next(signs.count)], at: place)
                }
            }
            let reading = ConfigurationReading<Sample>(octets, path: "a.yaml")
            #expect(reading.isUsable || reading.problems.contains { !$0.isWarning })
        }
    }
}
