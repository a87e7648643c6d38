/// Something whose time per operation is measured.
struct Benchmark {
    let name: String
    /// How many operations there are.
    let operations: Int
    /// How many of them are timed together: about a millisecond's worth, less than another process takes the core for.
    let batch: Int
    /// What an operation may cost at most.
    let target: Duration?
    /// Does the operations of a range; gives a number that depends on every result, so that no work is left out by the
    /// optimiser.
    let run: (Range<Int>) -> UInt64

    init(
        _ name: String, operations: Int, batch: Int, target: Duration? = nil, run: @escaping (Range<Int>) -> UInt64
    ) {
        self.name = name
        self.operations = operations
        self.batch = batch
        self.target = target
        self.run = run
    }

    /// A single operation that takes long.
    init(_ name: String, target: Duration? = nil, run: @escaping () -> UInt64) {
        self.init(name, operations: 1, batch: 1, target: target) { _ in run() }
    }
}
