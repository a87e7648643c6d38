/// A value in a database is not one that its column can have: the file is damaged, or something else has written to it.
package struct ColumnError: StoredValueError, Hashable, Sendable {
    package let column: String
    /// The value found: a type and, for numbers, the value.
    package let found: String

    package init(column: String, found: String) {
        self.column = column
        self.found = found
    }

    package var description: String { "the column \(column) has \(found)" }
}
