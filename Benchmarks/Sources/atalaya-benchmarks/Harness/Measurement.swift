/// Time per operation over several runs.
struct Measurement {
    static let runs = 15

    let median: Duration
    let fastest: Duration
    /// A mismatch of the results of two runs is an error of the benchmark.
    let isConsistent: Bool

    /// Runs once to warm up, then `runs` times.
    init(of benchmark: Benchmark) {
        let clock = ContinuousClock()
        let expected = benchmark.run()
        var times: [Duration] = []
        var isConsistent = true
        for _ in 0..<Measurement.runs {
            times.append(clock.measure { isConsistent = benchmark.run() == expected && isConsistent })
        }
        times.sort()
        median = times[times.count / 2] / benchmark.operations
        fastest = times[0] / benchmark.operations
        self.isConsistent = isConsistent
    }
}
