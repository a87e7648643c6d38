import NumberResources
import TestSupport
import Testing

@Suite struct PrefixTableTests {
    static func ipv4(_ value: UInt32, _ length: Int) -> IPPrefix {
        IPPrefix(truncating: IPAddress(ipv4: value), length: length)
    }

    static func ipv6(_ value: UInt128, _ length: Int) -> IPPrefix {
        IPPrefix(truncating: IPAddress(ipv6: value), length: length)
    }

    @Test func emptyTableMatchesNothing() {
        let table = PrefixTable<Int>([])
        for prefix in [Self.ipv4(0, 0), Self.ipv4(.max, 32), Self.ipv6(0, 0), Self.ipv6(.max, 128)] {
            #expect(table.longestMatch(prefix) == nil)
            #expect(table.covering(prefix).isEmpty)
            #expect(table.covered(by: prefix).isEmpty)
        }
        #expect(table.isEmpty)
    }

    @Test func valuesOfOnePrefixKeepTheirOrder() {
        let prefix = Self.ipv4(0x0a00_0000, 8)
        let table = PrefixTable([(prefix, 3), (Self.ipv4(0, 0), 9), (prefix, 1), (prefix, 2)])
        #expect(table.values(of: prefix) == [3, 1, 2])
        #expect(table.values(of: Self.ipv4(0x0a00_0000, 9)).isEmpty)
        #expect(table.count == 4)
        #expect(table.prefixCount == 2)
    }

    @Test func familiesDoNotMix() {
        let table = PrefixTable([(Self.ipv4(0, 0), 4), (Self.ipv6(0, 0), 6)])
        #expect(table.longestMatch(Self.ipv4(0, 32))?.values == [4])
        #expect(table.longestMatch(Self.ipv6(0, 32))?.values == [6])
        #expect(table.covered(by: Self.ipv4(0, 0)).map(\.values) == [[4]])
        #expect(table.covered(by: Self.ipv6(0, 0)).map(\.values) == [[6]])
    }

    @Test func everyLengthOfOneChainIsFoundFromTheMostSpecific() {
        let chain = (0...128).map { Self.ipv6(.max, $0) }
        var generator = SeededGenerator(1)
        let table = PrefixTable(chain.shuffled(using: &generator).map { ($0, $0.length) })
        for prefix in chain {
            #expect(table.covering(prefix).map(\.prefix) == chain[...Int(prefix.length)].reversed())
            #expect(table.covered(by: prefix).map(\.prefix) == Array(chain[Int(prefix.length)...]))
        }
    }

    /// Few high bits, so that prefixes nest, repeat and miss each other about equally often.
    static func randomPrefix(_ family: AddressFamily, _ generator: inout SeededGenerator) -> IPPrefix {
        let width = family.bitWidth
        let length =
            Bool.random(using: &generator)
            ? Int.random(in: 0...8, using: &generator)
            : Int.random(in: 0...width, using: &generator)
        var bits = generator.next128()
        if Bool.random(using: &generator) { bits &= 0xe100_0001_0000_0000_0000_0000_0000_0001 }
        return IPPrefix(truncating: IPAddress(leftAligned: bits, family: family), length: length)
    }

    @Test(arguments: [0, 1, 2, 5, 40, 300], AddressFamily.allCases)
    func agreesWithAScanOfAllEntries(size: Int, family: AddressFamily) {
        var generator = SeededGenerator(UInt64(size) * 2 + UInt64(family.rawValue))
        let entries = (0..<size).map { (prefix: Self.randomPrefix(family, &generator), value: $0) }
        let table = PrefixTable(entries)
        let grouped = Dictionary(grouping: entries, by: \.prefix).mapValues { $0.map(\.value) }
        #expect(table.count == size)
        #expect(table.prefixCount == grouped.count)
        let extremes = [
            IPPrefix(truncating: IPAddress(leftAligned: 0, family: family), length: 0),
            IPPrefix(IPAddress(leftAligned: 0, family: family)), IPPrefix(IPAddress(leftAligned: .max, family: family)),
        ]
        let queries = extremes + entries.map(\.prefix) + (0..<200).map { _ in Self.randomPrefix(family, &generator) }
        for query in queries {
            let covering = grouped.keys.filter { $0.covers(query) }.sorted(by: >)
            #expect(table.covering(query).map(\.prefix) == covering)
            #expect(table.longestMatch(query)?.prefix == covering.first)
            #expect(table.longestMatch(query).map { Array($0.values) } == covering.first.flatMap { grouped[$0] })
            let covered = grouped.keys.filter { query.covers($0) }.sorted()
            #expect(table.covered(by: query).map(\.prefix) == covered)
            #expect(table.covered(by: query).map { Array($0.values) } == covered.map { grouped[$0] ?? [] })
        }
        var all: [IPPrefix] = []
        table.forEach { prefix, _ in all.append(prefix) }
        #expect(all == grouped.keys.sorted())
    }

    @Test func sortedInputGivesTheSameTable() {
        var generator = SeededGenerator(7)
        let entries = (0..<500).map {
            (prefix: Self.randomPrefix($0 % 2 == 0 ? .ipv4 : .ipv6, &generator), value: $0 % 3)
        }
        let sorted = entries.enumerated().sorted { ($0.1.prefix, $0.0) < ($1.1.prefix, $1.0) }.map(\.element)
        let table = PrefixTable(entries)
        let fromSorted = PrefixTable(sorted)
        for (prefix, _) in entries {
            #expect(table.values(of: prefix) == fromSorted.values(of: prefix))
        }
    }
}
