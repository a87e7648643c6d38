/// Bars with their values, the longest as wide as there is room.
public struct BarChart: Sendable {
    public struct Bar: Sendable {
        public let label: String
        public let value: Double
        /// The value as text.
        public let text: String

        public init(_ label: String, _ value: Double, text: String) {
            self.label = label
            self.value = value
            self.text = text
        }
    }

    public let title: String
    public let summary: String
    public let bars: [Bar]

    public init(title: String, summary: String, bars: [Bar]) {
        self.title = title
        self.summary = summary
        self.bars = bars
    }

    /// For the partial `chart-bars`.
    public var view: View {
        let highest = max(bars.map(\.value).filter(\.isFinite).max() ?? 0, .leastNonzeroMagnitude)
        let rows = bars.enumerated().map { place, bar -> View in
            let y = Double(place) * 24 + 4
            let width = bar.value.isFinite ? max(bar.value / highest * 180, bar.value > 0 ? 1 : 0) : 0
            return [
                "label": .text(bar.label), "value": .text(bar.text), "number": "1", "x": "150", "y": "\(point(y))",
                "textY": "\(point(y + 12))", "w": "\(point(width))", "endX": "\(point(156 + width))",
            ]
        }
        return [
            "title": .text(title), "summary": .text(summary), "width": "400", "height": "\(bars.count * 24 + 8)",
            "bars": .list(rows),
        ]
    }
}
