internal import ValidatedPayloads

/// The last differences between serials of one session, oldest first, each beginning where the one before ends.
struct PayloadHistory: Sendable {
    private struct Step: Sendable {
        let from: UInt32
        let delta: PayloadDelta
    }

    private var steps: [Step] = []
    private var rowCount = 0

    mutating func append(_ delta: PayloadDelta, from serial: UInt32, limits: StateLimits) {
        // A serial that comes again, after 2^32 changes or a mistake, means the newer payloads.
        if let place = steps.firstIndex(where: { $0.from == serial }) { remove(first: place + 1) }
        steps.append(Step(from: serial, delta: delta))
        rowCount += delta.rowCount
        while steps.count > limits.deltas || rowCount > limits.deltaRows { remove(first: 1) }
    }

    mutating func removeAll() {
        remove(first: steps.count)
    }

    private mutating func remove(first count: Int) {
        rowCount -= steps.prefix(count).reduce(0) { $0 + $1.delta.rowCount }
        steps.removeFirst(count)
    }

    /// The changes since `serial`; `nil` when they are not known any more.
    func delta(since serial: UInt32) -> PayloadDelta? {
        guard let place = steps.firstIndex(where: { $0.from == serial }) else { return nil }
        return steps[place...].dropFirst().reduce(steps[place].delta) { $0.merging($1.delta) }
    }

    /// The earliest serial from which changes are known; `nil` where none is.
    var firstSerial: UInt32? { steps.first?.from }

    var count: Int {
        steps.count
    }
}
