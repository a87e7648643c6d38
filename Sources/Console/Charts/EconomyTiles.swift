/// Where the tile of each economy is on the map: equal tiles, in rough geography.
public struct EconomyTiles: Sendable {
    /// A place on the map, from the west and from the north.
    public struct Place: Hashable, Sendable {
        public let column: Int
        public let row: Int

        public init(column: Int, row: Int) {
            (self.column, self.row) = (column, row)
        }
    }

    /// Those of the world.
    public static let standard = EconomyTiles()

    private let places: [String: Place]

    /// - Parameter invented: Places of the economies of a demonstration.
    public init(invented: [String: Place] = [:]) {
        places = EconomyTiles.all.merging(invented) { $1 }
    }

    private static let all: [String: Place] = {
        var places: [String: Place] = [:]
        for (row, line) in table.split(separator: "\n").enumerated() {
            for (column, code) in line.split(separator: " ").enumerated() where code != "--" {
                places[String(code)] = Place(column: column, row: row)
            }
        }
        return places
    }()

    public subscript(code: String) -> Place? { places[code] }

    public var codes: [String] { places.keys.sorted() }

    /// The places of these economies, moved so that the map has no empty edge; those without a place are in a row below.
    public func places(of codes: some Sequence<String>) -> [String: Place] {
        let codes = Set(codes)
        let known = places.filter { codes.contains($0.key) }
        let (left, top) = (known.values.map(\.column).min() ?? 0, known.values.map(\.row).min() ?? 0)
        var result = known.mapValues { Place(column: $0.column - left, row: $0.row - top) }
        let below = (result.values.map(\.row).max() ?? -1) + 1
        for (number, code) in codes.subtracting(known.keys).sorted().enumerated() {
            result[code] = Place(column: number % 25, row: below + number / 25)
        }
        return result
    }
}
