package import FoundationEssentials
package import GRDB

/// A value of a row, which is read as what it has to be and as nothing else.
///
/// GRDB's subscripts end the process where a value has another type, and its fast decoding takes a text for a zero. What is in
/// a file comes from outside: it is read through a cell alone, and `make lint` looks for subscripts.
package struct Cell {
    private let column: String?
    private let place: Int
    private let value: DatabaseValue

    init(column: String? = nil, place: Int = 0, value: DatabaseValue) {
        self.column = column
        self.place = place
        self.value = value
    }

    /// `nil` for NULL.
    package var ifPresent: Cell? { value.isNull ? nil : self }

    package func integer(in range: ClosedRange<Int64> = .min ... .max) throws(ColumnError) -> Int64 {
        guard case .int64(let number) = value.storage, range.contains(number) else { throw error }
        return number
    }

    /// A number of things or octets: from 0 to 2^48, so that sums of a few cannot overflow.
    package func count() throws(ColumnError) -> Int {
        Int(try integer(in: 0...1 << 48))
    }

    package func number<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws(ColumnError) -> Number {
        guard let number = Number(exactly: try integer()) else { throw error }
        return number
    }

    package func flag() throws(ColumnError) -> Bool {
        try integer(in: 0...1) == 1
    }

    package func text() throws(ColumnError) -> String {
        guard case .string(let text) = value.storage else { throw error }
        return text
    }

    package func octets() throws(ColumnError) -> [UInt8] {
        guard case .blob(let data) = value.storage else { throw error }
        return Array(data)
    }

    /// A finite number that is not negative.
    package func seconds() throws(ColumnError) -> Double {
        switch value.storage {
        case .double(let number) where number.isFinite && number >= 0: return number
        case .int64(let number) where number >= 0: return Double(number)
        default: throw error
        }
    }

    /// Seconds from 1970 to the end of the year 9999.
    package func date() throws(ColumnError) -> Date {
        let seconds = try seconds()
        guard seconds <= 253_402_300_799 else { throw error }
        return Date(timeIntervalSince1970: seconds)
    }

    private var error: ColumnError {
        let found =
            switch value.storage {
            case .null: "no value"
            case .int64(let number): "the number \(number)"
            case .double(let number): "the number \(number)"
            case .string: "an unexpected text"
            case .blob: "unexpected octets"
            }
        return ColumnError(column: column ?? "number \(place + 1) of a statement", found: found)
    }
}

extension Row {
    /// - Throws: ``ColumnError`` where the table has no such column.
    package func cell(_ column: String) throws(ColumnError) -> Cell {
        guard let value = self[column] as DatabaseValue? else {
            guard hasColumn(column) else { throw ColumnError(column: column, found: "gone") }
            return Cell(column: column, value: .null)
        }
        return Cell(column: column, value: value)
    }

    /// The cell of a column by its place in the statement, for statements that are run often.
    package func cell(at place: Int) -> Cell {
        Cell(place: place, value: self[place] as DatabaseValue)
    }
}

extension Statement {
    /// The first cell of the first row; `nil` where there is none.
    package func cell(_ arguments: StatementArguments) throws -> Cell? {
        try Row.fetchOne(self, arguments: arguments)?.cell(at: 0)
    }
}

extension Database {
    /// The first cell of the first row that `sql` gives; `nil` where there is none.
    package func cell(sql: String, arguments: StatementArguments = StatementArguments()) throws -> Cell? {
        try Row.fetchOne(self, sql: sql, arguments: arguments)?.cell(at: 0)
    }
}
