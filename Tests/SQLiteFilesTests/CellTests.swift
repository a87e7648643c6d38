import Foundation
import GRDB
import SQLiteFiles
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

@Suite("Files that their owner alone may read") struct PrivateFilesTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-\(UUID().uuidString)").path

    private func mode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test("A folder and what is in it are closed to others, also where they were open before")
    func tighten() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder + "/rsync/a", withIntermediateDirectories: true)
        for name in ["/node.sqlite", "/rsync/a/b.roa"] {
            try Data().write(to: URL(fileURLWithPath: folder + name))
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder + name)
        }
        for name in ["", "/rsync", "/rsync/a"] {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + name)
        }
        #expect(PrivateFiles.tighten(folder).isEmpty)
        for name in ["", "/rsync", "/rsync/a"] { #expect(try mode(folder + name) == 0o700) }
        for name in ["/node.sqlite", "/rsync/a/b.roa"] { #expect(try mode(folder + name) == 0o600) }
    }

    @Test("A folder that everybody uses stays as it is")
    func shared() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: folder)
        #expect(PrivateFiles.tighten(folder).count == 1)
        #expect(try mode(folder) & 0o777 == 0o777)
    }
}
