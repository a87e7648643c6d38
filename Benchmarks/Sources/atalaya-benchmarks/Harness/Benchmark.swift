/// Something whose time per operation is measured.
struct Benchmark {
    let name: String
    /// How often one call of `run` does what is measured.
    let operations: Int
    /// What an operation may cost at most.
    var target: Duration?
    /// Gives a number that depends on every result, so that no work is left out by the optimiser.
    let run: () -> UInt64

    init(_ name: String, operations: Int, target: Duration? = nil, run: @escaping () -> UInt64) {
        self.name = name
        self.operations = operations
        self.target = target
        self.run = run
    }
}
