import Registries
import Testing

@Suite("Regions") struct RegionTests {
    @Test(
        "Regions are those of M49",
        arguments: [
            ("MU", "014", "Eastern Africa"), ("ZA", "018", "Southern Africa"), ("EG", "015", "Northern Africa"),
            ("CR", "013", "Central America"), ("GB", "154", "Northern Europe"), ("WS", "061", "Polynesia"),
        ])
    func regions(economy: String, code: String, name: String) throws {
        let economy = try #require(Economy(economy))
        #expect(Region.subregion(of: economy) == Region(code))
        #expect(Region(code)?.name == name)
        #expect(Region(name.uppercased()) == Region(code))
        #expect(Region("world")?.contains(economy) == true)
    }

    @Test("A large region has those of its parts, each economy one smallest region") func largeRegions() throws {
        let africa = try #require(Region("africa"))
        #expect(Region("002") == africa)
        #expect(africa.contains(try #require(Economy("KE"))))
        #expect(!africa.contains(try #require(Economy("FR"))))
        #expect(Region("Sub-Saharan Africa")?.contains(Economy("EG")!) == false)
        #expect(Region("eu") == nil)
        let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
        let economies = letters.flatMap { first in letters.compactMap { Economy(first + $0) } }
        // ISO 3166-1 has 249 economies, Taiwan among them.
        #expect(economies.count { Region.subregion(of: $0) != nil } == 249)
        let small = Region.all.filter { region in economies.contains { Region.subregion(of: $0) == region } }
        for economy in economies where Region.subregion(of: economy) != nil {
            #expect(small.count { $0.contains(economy) } == 1)
        }
    }
}
