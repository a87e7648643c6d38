internal import NumberResources

/// Lines over time, of at most four series.
public struct LineChart: Sendable {
    /// A series: its label and its values, `nil` where there is none.
    public struct Series: Sendable {
        public let label: String
        public let values: [Double?]

        public init(_ label: String, _ values: [Double?]) {
            self.label = label
            self.values = values
        }
    }

    public static let mostSeries = 4

    /// The finding, in words.
    public let title: String
    /// What a screen reader says of it.
    public let summary: String
    /// The greatest value of the axis; the least is 0.
    public let highest: Double
    public let series: [Series]
    /// Labels of the first and the last value.
    public let ends: (first: String, last: String)
    /// A value of the axis as text.
    public let label: @Sendable (Double) -> String

    public init(
        title: String, summary: String, highest: Double, series: [Series], ends: (first: String, last: String),
        label: @escaping @Sendable (Double) -> String
    ) {
        self.title = title
        self.summary = summary
        self.highest = highest.isFinite && highest > 0 ? highest : 1
        self.series = Array(series.prefix(LineChart.mostSeries))
        self.ends = ends
        self.label = label
    }

    private static let (left, right, top, bottom) = (44.0, 316.0, 14.0, 130.0)

    /// For the partial `chart-line`.
    public var view: View {
        let (left, right, top, bottom) = (LineChart.left, LineChart.right, LineChart.top, LineChart.bottom)
        func y(_ value: Double) -> Double {
            bottom - (bottom - top) * min(max(value / highest, 0), 1)
        }
        let grid = [highest, highest / 2].map { value -> View in
            [
                "d": "M\(point(left)) \(point(y(value)))H\(point(right))", "x": "\(point(left - 6))",
                "y": "\(point(y(value) + 4))", "label": .text(label(value)),
            ]
        }
        let paths = series.map { drawn($0.values, y) }
        let labels = LineChart.labelPlaces(paths.map(\.end))
        let lines = series.indices.map { number -> View in
            [
                "number": "\(number + 1)", "d": .text(paths[number].path), "x": "\(point(right + 6))",
                "y": "\(point(labels[number]))", "label": .text(series[number].label),
            ]
        }
        let marks: [View] = [
            ["x": "\(point(left))", "y": "\(point(bottom + 18))", "label": .text(ends.first), "isEnd": false],
            ["x": "\(point(right))", "y": "\(point(bottom + 18))", "label": .text(ends.last), "isEnd": true],
        ]
        return [
            "title": .text(title), "summary": .text(summary), "width": "400", "height": "160", "grid": .list(grid),
            "axis": "M\(point(left)) \(point(bottom))H\(point(right))", "marks": .list(marks), "lines": .list(lines),
        ]
    }

    /// The path of a line, and where it ends; a value that is missing is a gap.
    private func drawn(_ values: [Double?], _ y: (Double) -> Double) -> (path: String, end: Double) {
        let step = values.count > 1 ? (LineChart.right - LineChart.left) / Double(values.count - 1) : 0
        var path = ""
        var isOpen = false
        var end = LineChart.bottom
        for (place, value) in values.enumerated() {
            guard let value, value.isFinite else {
                isOpen = false
                continue
            }
            path += "\(isOpen ? "L" : "M")\(point(LineChart.left + step * Double(place))) \(point(y(value)))"
            (isOpen, end) = (true, y(value))
        }
        return (path, end)
    }

    /// Where the labels of lines are that end at these heights: moved apart where they are close, in the order of their lines.
    static func labelPlaces(_ ends: [Double]) -> [Double] {
        var places = ends.map { $0 + 4 }
        var last = -Double.infinity
        for number in ends.indices.sorted(by: { (ends[$0], $0) < (ends[$1], $1) }) {
            places[number] = max(places[number], last + 13)
            last = places[number]
        }
        return places
    }
}

/// A coordinate, to a tenth.
func point(_ value: Double) -> String {
    let tenths = Int(saturating: (value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
}
