/// A line as small as a word, without axes.
public struct Sparkline: Sendable {
    public let summary: String
    public let values: [Double]

    public init(summary: String, _ values: [Double]) {
        self.summary = summary
        self.values = values.map { $0.isFinite ? $0 : 0 }
    }

    /// For the partial `chart-spark`.
    public var view: View {
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        let range = high > low ? high - low : 1
        let step = values.count > 1 ? 76 / Double(values.count - 1) : 0
        let d = values.enumerated().map { place, value in
            "\(place == 0 ? "M" : "L")\(point(2 + step * Double(place))) \(point(18 - (value - low) / range * 16))"
        }.joined()
        return ["summary": .text(summary), "d": .text(d)]
    }
}
