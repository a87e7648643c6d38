/// A value of strictly encoded DER with what it contains; made by a second, independent reading of the rules.
struct DERTree {
    struct Violation: Error, CustomStringConvertible {
        var description: String
    }

    let tag: UInt8
    /// Identifier, length and content.
    let octets: [UInt8]
    let content: [UInt8]
    let children: [DERTree]

    init(_ octets: [UInt8]) throws {
        let values = try DERTree.values(octets)
        guard values.count == 1, let value = values.first else {
            throw Violation(description: "\(values.count) values instead of one")
        }
        self = value
    }

    subscript(path: Int...) -> DERTree {
        path.reduce(self) { $0.children[$1] }
    }

    static func values(_ octets: [UInt8]) throws -> [DERTree] {
        var values: [DERTree] = []
        var rest = octets[...]
        while !rest.isEmpty { values.append(try DERTree(first: &rest)) }
        return values
    }

    private init(first rest: inout ArraySlice<UInt8>) throws {
        let start = rest
        guard let tag = rest.popFirst(), let first = rest.popFirst() else { throw Violation(description: "truncated") }
        var length = Int(first)
        if first >= 0x80 {
            let count = Int(first & 0x7f)
            guard (1...4).contains(count), rest.count >= count else { throw Violation(description: "length") }
            length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            guard length >= 0x80, rest.first != 0 else { throw Violation(description: "length not minimal") }
            rest = rest.dropFirst(count)
        }
        guard rest.count >= length else { throw Violation(description: "content truncated") }
        self.tag = tag
        content = Array(rest.prefix(length))
        rest = rest.dropFirst(length)
        octets = Array(start.prefix(start.count - rest.count))
        children = tag & 0x20 != 0 ? try DERTree.values(content) : []
        try check()
    }

    private func check() throws {
        switch tag {
        case 0x01:
            guard content == [0xff] else { throw Violation(description: "BOOLEAN \(content)") }
        case 0x02:
            guard let first = content.first else { throw Violation(description: "empty INTEGER") }
            if content.count > 1, first == (content[1] < 0x80 ? 0x00 : 0xff) {
                throw Violation(description: "INTEGER \(content)")
            }
        case 0x03:
            guard let unused = content.first, unused < 8, content.count > 1 || unused == 0,
                (content.last ?? 0) & (1 << unused - 1) == 0 || content.count == 1
            else { throw Violation(description: "BIT STRING \(content)") }
        case 0x31:
            let sorted = children.map(\.octets).sorted { $0.lexicographicallyPrecedes($1) }
            guard sorted == children.map(\.octets) else { throw Violation(description: "SET not sorted") }
        default: break
        }
    }
}
