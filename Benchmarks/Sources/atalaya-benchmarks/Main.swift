/// Micro-benchmarks: time per operation of what runs millions of times.
///
///     swift run -c release --package-path Benchmarks atalaya-benchmarks [WORD…]
///
/// With words, only those benchmarks run whose name contains one of them.
@main
enum Main {
    /// One line per suite.
    static let suites: [@Sendable () -> [Benchmark]] = [
        PrefixTableSuite.benchmarks,
        TextSuite.benchmarks,
        ObjectSuite.benchmarks,
        RRDPSuite.benchmarks,
        StoreSuite.benchmarks,
        FeedSuite.benchmarks,
        DetectionSuite.benchmarks,
    ]

    static func main() {
        let words = CommandLine.arguments.dropFirst()
        var table = ResultTable()
        for suite in suites {
            for benchmark in suite() where words.isEmpty || words.contains(where: { benchmark.name.contains($0) }) {
                table.add(benchmark.name, target: benchmark.target, Measurement(of: benchmark))
            }
        }
        table.printSummary()
    }
}
