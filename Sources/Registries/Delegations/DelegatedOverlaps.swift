/// Makes of ranges that may overlap disjoint ones, each with the record that outranks the others.
enum DelegatedOverlaps {
    /// Ascending; neighbours with the same record are one. Takes n log n steps regardless of the overlaps.
    static func resolved<Bound>(_ rows: [DelegatedRange<Bound>]) -> [DelegatedRange<Bound>] {
        let rows = rows.sorted { $0.lower < $1.lower }
        var result: [DelegatedRange<Bound>] = []
        result.reserveCapacity(rows.count)
        var open = Ranking<Bound>()
        var index = 0
        var position = rows.first?.lower ?? 0
        while true {
            while let best = open.first, best.upper < position { open.removeFirst() }
            if open.first == nil {
                guard index < rows.count else { return result }
                position = rows[index].lower
            }
            while index < rows.count, rows[index].lower <= position {
                open.insert(rows[index])
                index += 1
            }
            guard let best = open.first else { return result }
            // The best row counts until it ends or another one begins.
            var end = best.upper
            if index < rows.count, rows[index].lower <= end { end = rows[index].lower - 1 }
            append(DelegatedRange(lower: position, upper: end, record: best.record), to: &result)
            if end == .max { return result }
            position = end + 1
        }
    }

    private static func append<Bound>(_ row: DelegatedRange<Bound>, to rows: inout [DelegatedRange<Bound>]) {
        if let last = rows.last, last.record == row.record, last.upper + 1 == row.lower {
            rows[rows.count - 1].upper = row.upper
        } else {
            rows.append(row)
        }
    }

    /// A heap with the row that outranks all others in front.
    private struct Ranking<Bound: FixedWidthInteger & UnsignedInteger & Sendable> {
        private var rows: [DelegatedRange<Bound>] = []

        var first: DelegatedRange<Bound>? {
            rows.first
        }

        mutating func insert(_ row: DelegatedRange<Bound>) {
            rows.append(row)
            var child = rows.count - 1
            while child > 0, rows[child].record.outranks(rows[(child - 1) / 2].record) {
                rows.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
        }

        mutating func removeFirst() {
            rows.swapAt(0, rows.count - 1)
            rows.removeLast()
            var parent = 0
            while 2 * parent + 1 < rows.count {
                var child = 2 * parent + 1
                if child + 1 < rows.count, rows[child + 1].record.outranks(rows[child].record) { child += 1 }
                guard rows[child].record.outranks(rows[parent].record) else { return }
                rows.swapAt(parent, child)
                parent = child
            }
        }
    }
}
