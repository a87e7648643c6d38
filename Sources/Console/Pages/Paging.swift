/// Keys of the rows from which a list goes on: a page begins after a row, never at a number of rows.
package struct Paging<Row: Sendable>: Sendable {
    package let rows: [Row]
    /// The key after which the next page begins; `nil` on the last.
    package let next: String?

    /// - Parameters:
    ///   - rows: At least one more than `limit` where there are more, in their order, after the key that was asked for.
    package init(_ rows: [Row], limit: Int, key: (Row) -> String) {
        self.rows = Array(rows.prefix(limit))
        next = rows.count > limit ? self.rows.last.map(key) : nil
    }
}
