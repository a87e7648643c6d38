/// Time per operation, from batches that are timed one by one.
struct Measurement {
    /// How many batches are timed at least.
    static let samples = 15

    let median: Duration
    let fastest: Duration
    /// Whether two passes gave the same results; if not, the benchmark is wrong.
    let isConsistent: Bool

    /// Does all operations once to warm up, then at least twice more.
    init(of benchmark: Benchmark) {
        let clock = ContinuousClock()
        let batches = stride(from: 0, to: benchmark.operations, by: benchmark.batch).map {
            $0..<min($0 + benchmark.batch, benchmark.operations)
        }
        let expected = batches.reduce(0) { $0 &+ benchmark.run($1) }
        var times: [Duration] = []
        var isConsistent = true
        for _ in 0..<max(2, (Measurement.samples + batches.count - 1) / batches.count) {
            var sum: UInt64 = 0
            for batch in batches {
                let start = clock.now
                sum &+= benchmark.run(batch)
                times.append((clock.now - start) / batch.count)
            }
            isConsistent = isConsistent && sum == expected
        }
        times.sort()
        median = times[times.count / 2]
        fastest = times[0]
        self.isConsistent = isConsistent
    }
}
