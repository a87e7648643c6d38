import Testing

@testable import Console

@Suite("Economies")
struct EconomyTests {
    @Test(
        "Names are those of CLDR in each language",
        arguments: [
            ("CI", ["Côte d’Ivoire", "Côte d’Ivoire", "Costa do Marfim", "Côte d’Ivoire"]),
            ("DE", ["Germany", "Alemania", "Alemanha", "Allemagne"]), ("TO", ["Tonga", "Tonga", "Tonga", "Tonga"]),
            ("NL", ["Netherlands", "Países Bajos", "Países Baixos", "Pays-Bas"]),
            ("TL", ["Timor-Leste", "Timor-Leste", "Timor-Leste", "Timor oriental"]),
        ] as [(String, [String])])
    func names(code: String, names: [String]) {
        #expect(Language.offered.map { EconomyNames.standard.name(code, in: $0) } == names)
    }

    @Test("Each economy has a name, and a tile that it shares with none")
    func complete() {
        let (names, tiles) = (EconomyNames.standard, EconomyTiles.standard)
        #expect(names.codes == tiles.codes)
        #expect(names.codes.count == 250)
        #expect(Set(tiles.codes.compactMap { tiles[$0] }).count == 250)
        for code in ["TO", "SG", "MT", "WS", "MU"] { #expect(tiles[code] != nil) }
        for code in ["EU", "ZZ", "XA"] { #expect(names[code] == nil) }
    }

    @Test("The map is in rough geography")
    func geography() throws {
        let tiles = EconomyTiles.standard
        func place(_ code: String) throws -> EconomyTiles.Place { try #require(tiles[code]) }
        for (west, east) in [("US", "PT"), ("PT", "UA"), ("KE", "IN"), ("SG", "NZ"), ("MX", "BR")] {
            #expect(try place(west).column < place(east).column)
        }
        for (north, south) in [("NO", "IT"), ("IT", "NG"), ("NG", "ZA"), ("CA", "MX"), ("JP", "AU")] {
            #expect(try place(north).row < place(south).row)
        }
    }

    @Test("A map of a few economies has no empty edge, and a place for one without coordinates")
    func fewPlaces() {
        let tiles = EconomyTiles(invented: ["XA": .init(column: 5, row: 5), "XB": .init(column: 7, row: 6)])
        let places = tiles.places(of: ["XA", "XB", "ZZ"])
        #expect(places["XA"] == .init(column: 0, row: 0))
        #expect(places["XB"] == .init(column: 2, row: 1))
        #expect(places["ZZ"] == .init(column: 0, row: 2))
    }

    @Test("An economy is found by its code, and by its name in any language")
    func search() {
        let names = EconomyNames(invented: ["XA": Sentence(en: "Faro", es: "Faro", pt: "Faro", fr: "Phare")])
        #expect(names.codes(matching: "mu").map(\.code) == ["MU"])
        #expect(names.codes(matching: "alemanha").first.map { $0.code == "DE" && $0.isExact } == true)
        #expect(names.codes(matching: "PHARE").map(\.code) == ["XA"])
        #expect(names.codes(matching: "guin").map(\.code) == ["GN", "GQ", "GW", "PG"])
        #expect(names.codes(matching: "q").isEmpty)
        #expect(names.name("QQ", in: .french) == "QQ")
    }
}
