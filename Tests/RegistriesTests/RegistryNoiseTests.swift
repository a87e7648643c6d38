import NumberResources
import Registries
import TestSupport
import Testing

@Suite("Noise in files of registries") struct RegistryNoiseTests {
    private let delegated = """
        2|afrinic|20260505|4|00000000|20260505|00000
        afrinic|*|asn|*|1|summary
        afrinic|ZA|asn|4294967295|1|19910301|allocated|F36B9F4B
        afrinic|ZA|ipv4|255.255.255.0|256|19940128|assigned|F36B0DC0
        afrinic|ZA|ipv4|0.0.0.0|4294967296|19940128|assigned|F36B0DC0
        afrinic|KE|ipv6|ffff::|16|20200101|allocated|X
        afrinic|KE|ipv6|::|0|20200101|reserved|X

        """
    private let registry = """
        route: 192.0.2.0/24
        origin: AS64496
        +  # comment
        source: RADB

        route6: 2001:db8::/32
        origin:
         AS64497
        source: RIPE

        aut-num: AS64496
        import: from AS1 accept ANY

        """

    @Test("Octets changed, left out or put in anywhere are refused or counted, and crash nothing", arguments: 1...8)
    func noise(seed: UInt64) throws {
        var noise = SeededGenerator(seed &* 0x9e37_79b9_7f4a_7c15)
        var taken = 0
        for _ in 0..<400 {
            for text in [delegated, registry] {
                var bytes = Array(text.utf8)
                for _ in 0..<Int.random(in: 1...6, using: &noise) {
                    let place = Int.random(in: 0..<bytes.count, using: &noise)
                    switch UInt8.random(in: 0...2, using: &noise) {
                    case 0: bytes[place] = UInt8.random(in: 0...255, using: &noise)
                    case 1: bytes.remove(at: place)
                    default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &noise)], at: place)
                    }
                }
                if let file = try? DelegatedStatisticsReader().read(bytes) {
                    let statistics = DelegatedStatistics([file])
                    #expect(statistics.delegated.isDisjoint(with: statistics.unallocated))
                    taken += file.recordCount
                }
                if let file = try? RoutingRegistryReader().read(bytes) {
                    #expect(RouteObjects([file]).count == file.routeCount)
                    taken += file.routeCount
                }
            }
        }
        #expect(taken > 0)
    }
}
