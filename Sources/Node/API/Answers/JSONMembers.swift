internal import NumberResources
internal import TextFormats

internal import struct FoundationEssentials.Date

/// Writes a JSON object member by member, two spaces a level.
struct JSONMembers {
    private(set) var out: [UInt8] = []
    private var depth = 0
    private var isFirst = true

    /// The object with the members that `body` writes.
    static func object(_ body: (inout JSONMembers) -> Void) -> [UInt8] {
        var writer = JSONMembers()
        writer.braces("{", "}") { body(&$0) }
        writer.out.append("\n")
        return writer.out
    }

    private mutating func braces(_ open: StaticString, _ close: StaticString, _ body: (inout JSONMembers) -> Void) {
        begin(open)
        body(&self)
        end(close)
    }

    /// What ``object(_:)`` does, step by step, for who writes in portions.
    mutating func beginObject() {
        begin("{")
    }

    mutating func endObject() {
        end("}")
        out.append("\n")
    }

    mutating func beginArray(_ name: String) {
        self.name(name)
        begin("[")
    }

    mutating func element(_ body: (inout JSONMembers) -> Void) {
        item()
        braces("{", "}", body)
    }

    mutating func endArray() {
        end("]")
    }

    /// Moves what has been written to the end of `octets`.
    mutating func drain(into octets: inout [UInt8]) {
        octets.append(contentsOf: out)
        out.removeAll(keepingCapacity: true)
    }

    private mutating func begin(_ open: StaticString) {
        out.append(open)
        depth += 1
        isFirst = true
    }

    private mutating func end(_ close: StaticString) {
        depth -= 1
        if !isFirst { newLine() }
        out.append(close)
        isFirst = false
    }

    private mutating func newLine() {
        out.append(UInt8(ascii: "\n"))
        for _ in 0..<depth { out.append("  ") }
    }

    private mutating func item() {
        if !isFirst { out.append(",") }
        isFirst = false
        newLine()
    }

    private mutating func name(_ name: String) {
        item()
        out.append(jsonString: name)
        out.append(": ")
    }

    mutating func object(_ name: String, _ body: (inout JSONMembers) -> Void) {
        self.name(name)
        braces("{", "}", body)
    }

    /// An array with an object for each element.
    mutating func array<Element>(
        _ name: String, _ elements: some Sequence<Element>, _ body: (Element, inout JSONMembers) -> Void
    ) {
        self.name(name)
        braces("[", "]") { writer in
            for element in elements {
                writer.item()
                writer.braces("{", "}") { body(element, &$0) }
            }
        }
    }

    mutating func member(_ name: String, _ text: String?) {
        self.name(name)
        if let text { out.append(jsonString: text) } else { out.append("null") }
    }

    mutating func member(_ name: String, _ number: (some BinaryInteger)?) {
        self.name(name)
        if let number { out.append(decimal: number) } else { out.append("null") }
    }

    mutating func member(_ name: String, _ flag: Bool?) {
        self.name(name)
        switch flag {
        case true?: out.append("true")
        case false?: out.append("false")
        case nil: out.append("null")
        }
    }

    /// `2026-03-16T07:00:00Z`, or null.
    mutating func member(_ name: String, _ date: Date?) {
        member(name, date.map { RFC3339($0).description })
    }

    /// Seconds with three places, or null.
    mutating func member(_ name: String, seconds: Double?) {
        self.name(name)
        if let seconds { out.append(seconds: seconds) } else { out.append("null") }
    }
}

extension [UInt8] {
    /// Seconds with three places: `12.345`.
    mutating func append(seconds: Double) {
        let limit = 9e15
        let thousandths = Int(saturating: (Swift.min(Swift.max(seconds, -limit), limit) * 1_000).rounded())
        if thousandths < 0 { append(UInt8(ascii: "-")) }
        append(decimal: thousandths.magnitude / 1_000)
        append(UInt8(ascii: "."))
        append(decimal: Int(thousandths.magnitude % 1_000), width: 3)
    }
}
