/// A map that gives every economy one equal tile: outlines leave out the small ones.
public struct TileMap: Sendable {
    public struct Tile: Sendable {
        /// Its code, `TO`.
        public let code: String
        public let name: String
        public let column: Int
        public let row: Int
        public let kind: StateKind
        /// What the color says, in words.
        public let word: String
        /// The figure in the tile.
        public let value: String
        public let href: String

        public init(
            code: String, name: String, column: Int, row: Int, kind: StateKind, word: String, value: String,
            href: String
        ) {
            self.code = code
            self.name = name
            self.column = column
            self.row = row
            self.kind = kind
            self.word = word
            self.value = value
            self.href = href
        }
    }

    public let title: String
    public let summary: String
    public let tiles: [Tile]

    public init(title: String, summary: String, tiles: [Tile]) {
        self.title = title
        self.summary = summary
        self.tiles = tiles
    }

    /// For the partial `chart-tiles`.
    public var view: View {
        let shown = tiles.map { tile -> View in
            let (x, y) = (tile.column * 36, tile.row * 36)
            return [
                "code": .text(tile.code), "name": .text(tile.name), "word": .text(tile.word),
                "value": .text(tile.value),
                "href": .text(tile.href), "kind": .text(tile.kind.rawValue), "x": "\(x)", "y": "\(y)",
                "textX": "\(x + 17)", "textY": "\(y + 15)", "valueY": "\(y + 28)",
            ]
        }
        let width = (tiles.map(\.column).max() ?? 0) * 36 + 36
        let height = (tiles.map(\.row).max() ?? 0) * 36 + 36
        return [
            "title": .text(title), "summary": .text(summary), "width": "\(width)", "height": "\(height)",
            "tiles": .list(shown),
        ]
    }
}
