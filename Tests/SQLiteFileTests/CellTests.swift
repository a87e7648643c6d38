import Foundation
import GRDB
import SQLiteFile
import Testing

@Suite("Values of a database are read as what they have to be") struct CellTests {
    private func cell(_ sql: String) throws -> Cell {
        try DatabaseQueue().read { try #require(try $0.cell(sql: "SELECT \(sql)")) }
    }

    @Test(
        "What is of another type, or beyond the range, is an error",
        arguments: ["'x'", "''", "x'00ff'", "NULL", "1.5", "9e999", "-1", "9223372036854775807"])
    func wrong(value: String) throws {
        let cell = try cell(value)
        #expect(throws: ColumnError.self) { try cell.count() }
        #expect(throws: ColumnError.self) { try cell.number(UInt16.self) }
        #expect(throws: ColumnError.self) { try cell.flag() }
        if value != "1.5" { #expect(throws: ColumnError.self) { try cell.date() } }
        if !value.hasPrefix("'") { #expect(throws: ColumnError.self) { try cell.text() } }
        if !value.hasPrefix("x") { #expect(throws: ColumnError.self) { try cell.octets() } }
    }

    @Test("What fits is read")
    func right() throws {
        #expect(try cell("65535").number(UInt16.self) == 65_535)
        #expect(try cell("-5").integer() == -5)
        #expect(try cell("1").flag())
        #expect(try cell("'x'").text() == "x")
        #expect(try cell("x'00ff'").octets() == [0, 255])
        #expect(try cell("2").date() == Date(timeIntervalSince1970: 2))
        #expect(try cell("1.5").seconds() == 1.5)
        #expect(try cell("NULL").ifPresent == nil)
    }

    @Test("A column that is gone is an error, not the end of the process")
    func missing() throws {
        try DatabaseQueue().read { db in
            let row = try #require(try Row.fetchOne(db, sql: "SELECT 1 AS a"))
            #expect(throws: ColumnError(column: "b", found: "gone")) { try row.cell("b") }
        }
    }
}
