import Testing

@testable import Console

@Suite("Charts")
struct ChartTests {
    private func line(_ values: [Double?]) -> View {
        LineChart(
            title: "t", summary: "s", highest: 10, series: [.init("a", values)], ends: ("x", "y"),
            label: { "\(Int($0))" }
        ).view
    }

    private func path(_ view: View) -> String {
        guard case .list(let lines)? = view["lines"], case .text(let d)? = lines.first?["d"] else { return "" }
        return d
    }

    @Test("A line goes from left to right, the highest value on top, with a gap where there is no value")
    func gaps() {
        #expect(path(line([0, 10])) == "M44 130L316 14")
        #expect(path(line([10, nil, 5])) == "M44 14M316 72")
        #expect(path(line([.nan, 25])) == "M316 14")
        #expect(path(line([])).isEmpty)
    }

    @Test("Labels of lines that end close together are in the order of the lines, and do not touch")
    func labels() {
        #expect(LineChart.labelPlaces([80, 20]) == [84, 24])
        #expect(LineChart.labelPlaces([80, 70, 72]) == [100, 74, 87])
        #expect(LineChart.labelPlaces([50, 50]) == [54, 67])
    }

    @Test("No more than four series are drawn")
    func series() {
        let chart = LineChart(
            title: "t", summary: "s", highest: 0, series: (0..<9).map { .init("\($0)", [1]) }, ends: ("", ""),
            label: { "\($0)" })
        guard case .list(let lines)? = chart.view["lines"] else {
            Issue.record("no lines")
            return
        }
        #expect(lines.count == 4)
    }

    @Test(
        "A search knows what is asked for",
        arguments: [
            ("AS64500", "AS64500", nil), ("64500", "AS64500", nil), ("192.0.2.1", nil, "192.0.2.1/32"),
            ("192.0.2.1/24", nil, "192.0.2.0/24"), ("2001:db8::/32", nil, "2001:db8::/32"), ("faro", nil, nil),
            ("as-set", nil, nil), ("", nil, nil),
        ] as [(String, String?, String?)])
    func searches(text: String, asn: String?, prefix: String?) {
        let question = SearchQuestion(text)
        #expect(question.asn.map { "\($0)" } == asn)
        #expect(question.prefix.map { "\($0)" } == prefix)
    }
}
