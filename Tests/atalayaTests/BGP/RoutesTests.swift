import Foundation
import Testing

@Suite("bgp routes", .enabled(if: InspectProgram.executable != nil, "the program has not been built"))
struct RoutesTests {
    /// An MRT file: a withdrawal and a route, a route whose path ends in a set, a change of state.
    static let file = octets(
        """
        3b9aca00001000040000004a0000fde90000fde800000001c0000201c00002feffffffffffffffffffffffffffffffff00360200
        03100a0200184001010040020a02020000fde90000fdea400304c000020118cb00713b9aca64001000040000005f0000fde90000
        fde800000001c0000201c00002feffffffffffffffffffffffffffffffff004b02000000314001010040021402020000fde90000
        fdf201020000000700000008400304c0000201c0200c00000001000000020000000310cb003b9acac800100005000000180000fd
        e90000fde800000001c0000201c00002fe00060001
        """)

    static let lines = [
        "BGP4MP|1000000000|W|192.0.2.1|65001|10.2.0.0/16",
        "BGP4MP|1000000000|A|192.0.2.1|65001|203.0.113.0/24|65001 65002|IGP|192.0.2.1|0|0||NAG||",
        "BGP4MP|1000000100|A|192.0.2.1|65001|203.0.0.0/16|65001 65010 {7,8}|IGP|192.0.2.1|0|0||NAG||",
        "BGP4MP|1000000200|STATE|192.0.2.1|65001|6|1",
    ]

    let folder = FileManager.default.temporaryDirectory.appending(path: "atalaya-routes-\(UUID().uuidString)")

    private static func octets(_ text: String) -> [UInt8] {
        let digits = text.filter { !$0.isWhitespace }
        return stride(from: 0, to: digits.count, by: 2).compactMap { place in
            UInt8(digits.dropFirst(place).prefix(2), radix: 16)
        }
    }

    /// Runs the command on a file of `octets`.
    private func run(_ octets: [UInt8] = file, _ options: String...) throws -> InspectProgram.Result {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "updates")
        try Data(octets).write(to: file)
        return try InspectProgram.run("bgp", "routes", files: options + [file.path])
    }

    @Test("Without options the lines are those of bgpdump")
    func lines() throws {
        let result = try run()
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == Self.lines.map { $0 + "\n" }.joined())
        #expect(result.errors.isEmpty)
    }

    @Test(
        "Filters pick lines",
        arguments: [
            (["--prefix", "203.0.113.0/24"], [1]), (["--prefix", "203.0.0.0/8"], []),
            (["--prefix", "203.0.0.0/8", "--more-specific"], [1, 2]),
            (["--prefix", "203.0.113.0/24", "--less-specific"], [1, 2]),
            (["--prefix", "10.2.0.0/16"], [0]), (["--origin", "AS65002"], [1]), (["--origin", "8"], []),
            (["--path", "^65001 65010"], [2]), (["--path", "_7_"], [2]), (["--path", "_6500_"], []),
            (["--path", "_65002$"], [1]), (["--peer", "65001"], [0, 1, 2, 3]), (["--peer", "65000"], []),
            (["--from", "1000000100"], [2, 3]), (["--to", "1000000100"], [0, 1, 2]),
            (["--from", "2001-09-09T01:47:00Z", "--to", "1000000199.5"], [2]),
            (["--peer", "65000", "--peer", "65001", "--origin", "65002"], [1]),
        ] as [([String], [Int])])
    func filters(options: [String], chosen: [Int]) throws {
        for format in ["bgpdump", "json"] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let file = folder.appending(path: "updates")
            try Data(Self.file).write(to: file)
            let result = try InspectProgram.run("bgp", "routes", "--format", format, files: options + [file.path])
            #expect(result.status == 0, "\(result.errors)")
            let lines = result.output.split(separator: "\n").map(String.init)
            #expect(lines.count == chosen.count)
            if format == "bgpdump" { #expect(lines == chosen.map { Self.lines[$0] }) }
        }
    }

    @Test("JSON is an object a line, with what bgpdump has no field for")
    func json() throws {
        let objects = try run(Self.file, "--format", "json").objects()
        #expect(objects.compactMap { $0["type"] as? String } == ["withdraw", "announce", "announce", "state"])
        #expect(objects[2]["largeCommunities"] as? [String] == ["1:2:3"])
        #expect(objects[2]["asPath"] as? String == "65001 65010 {7,8}")
        #expect(objects[3]["from"] as? String == "established")
    }

    @Test("CSV has a head")
    func csv() throws {
        let lines = try run(Self.file, "--format", "csv").output.split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines.first?.hasPrefix("type,time,peer_asn,peer_address,prefix,") == true)
    }

    @Test("none counts")
    func counts() throws {
        let result = try run(Self.file, "--format", "none")
        #expect(result.output == "3 records: 2 announced, 1 withdrawn, 1 state changes, 0 other messages\n")
        let filtered = try run(Self.file, "--format", "none", "--origin", "65002")
        #expect(filtered.output == "3 records: 1 announced, 0 withdrawn, 0 state changes, 0 other messages\n")
    }

    @Test("What is damaged is said on standard error, and the rest delivered")
    func damaged() throws {
        let result = try run(Array(Self.file[..<86]) + [1, 2, 3] + Self.file[86...])
        #expect(result.status == 0)
        #expect(result.output == Self.lines.map { $0 + "\n" }.joined())
        #expect(result.errors.contains("mrt-framing at octet 86"))
        #expect(result.errors.contains("skipped 3 octets that are not part of a record"))
    }

    @Test("A file that breaks off exits 1 after what could be read")
    func cutOff() throws {
        let result = try run(Array(Self.file[..<100]))
        #expect(result.status == 1)
        #expect(result.output == Self.lines[..<2].map { $0 + "\n" }.joined())
        #expect(result.errors.contains("mrt-truncated 1; skipped 14 octets"))
    }

    @Test("A file that is none of routes, and one that is not there, have one line each")
    func unreadable() throws {
        let other = try run(Array("This is no file of routes, whatever else it may be.\n".utf8))
        #expect(other.status == 1)
        #expect(other.errors.split(separator: "\n").count == 1)
        let missing = try InspectProgram.run("bgp", "routes", "/nonexistent/file")
        #expect(missing.status == 1)
        #expect(missing.errors.split(separator: "\n").count == 1)
    }

    @Test(
        "Wrong usage exits 2",
        arguments: [
            [], ["--format", "xml", "x"], ["--path", "(", "x"], ["--prefix", "10.0.0.1/8", "x"],
            ["--origin", "AS", "x"],
            ["--more-specific", "x"], ["--from", "yesterday", "x"], ["--from", "5", "--to", "4", "x"], ["-", "-"],
        ])
    func usage(arguments: [String]) throws {
        #expect(try InspectProgram.run("bgp", "routes", files: arguments).status == 2)
    }
}
