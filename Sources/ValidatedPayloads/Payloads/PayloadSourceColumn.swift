/// The numbers of the sources of each row: four octets a row, and eight for each source beyond the first.
struct PayloadSourceColumn: Sendable {
    private(set) var primary: [PayloadSourceID] = []
    /// Ascending; a row stands here once for each of its further sources.
    private var furtherRows: [UInt32] = []
    private var further: [PayloadSourceID] = []

    mutating func reserveCapacity(_ count: Int) {
        primary.reserveCapacity(count)
    }

    /// Adds the next row. `sources` has at least one element and the first is the primary one.
    mutating func append(_ sources: ArraySlice<PayloadSourceID>) {
        let row = UInt32(primary.count)
        primary.append(sources[sources.startIndex])
        for source in sources.dropFirst() {
            furtherRows.append(row)
            further.append(source)
        }
    }

    mutating func append(_ source: PayloadSourceID) {
        primary.append(source)
    }

    func sources(ofRow row: Int, in table: PayloadSourceTable) -> PayloadSources {
        PayloadSources(table: table, primary: primary[row], others: furtherRows.isEmpty ? [] : furtherSources(of: row))
    }

    func furtherSources(of row: Int) -> [PayloadSourceID] {
        var low = 0
        var high = furtherRows.count
        while low < high {
            let middle = (low + high) / 2
            if Int(furtherRows[middle]) < row { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < furtherRows.count, Int(furtherRows[end]) == row { end += 1 }
        return low == end ? [] : Array(further[low..<end])
    }
}
