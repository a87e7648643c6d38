/// Prints a row as soon as it is measured.
struct ResultTable {
    private var rows = 0
    private var missed: [String] = []

    mutating func add(_ name: String, target: Duration?, _ measurement: Measurement) {
        if rows == 0 { printRow("benchmark", "median", "fastest", "target", "") }
        rows += 1
        var remark = ""
        if let target, measurement.median > target {
            missed.append(name)
            remark = "missed"
        }
        if !measurement.isConsistent { remark = "results differ between runs" }
        printRow(
            name, ResultTable.text(measurement.median), ResultTable.text(measurement.fastest),
            target.map { ResultTable.text($0) } ?? "", remark)
    }

    func printSummary() {
        print(rows == 0 ? "No benchmark has such a name." : "\(rows) benchmarks, \(missed.count) targets missed.")
    }

    private func printRow(_ name: String, _ median: String, _ fastest: String, _ target: String, _ remark: String) {
        let columns = [median, fastest, target].map { ResultTable.padded($0, to: 11, left: true) }
        print(ResultTable.padded(name, to: 52, left: false) + columns.joined() + (remark.isEmpty ? "" : "  " + remark))
    }

    private static func padded(
        _ text: String, to width: Int, with filler: Character = " ", left: Bool
    ) -> String {
        let padding = String(repeating: filler, count: max(0, width - text.count))
        return left ? padding + text : text + padding
    }

    /// Three digits and a unit: `212 ns`, `1.73 µs`, `94.2 ms`.
    private static func text(_ time: Duration) -> String {
        var hundredths = Int(time / .nanoseconds(1) * 100)
        var unit = "ns"
        for next in ["µs", "ms", "s"] where hundredths >= 100_000 {
            hundredths /= 1000
            unit = next
        }
        let whole = hundredths / 100
        let fraction = padded(String(hundredths % 100), to: 2, with: "0", left: true)
        switch whole {
        case 100...: return "\(whole) \(unit)"
        case 10...: return "\(whole).\(fraction.prefix(1)) \(unit)"
        default: return "\(whole).\(fraction) \(unit)"
        }
    }
}
