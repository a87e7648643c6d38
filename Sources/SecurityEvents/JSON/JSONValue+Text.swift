internal import TextFormats

extension JSONValue {
    /// The text without white space; members of objects by name.
    public var text: String {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func write(into bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .boolean(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let digits): bytes.append(contentsOf: digits.utf8)
        case .string(let text): JSONValue.write(text, into: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(into: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            var object = JSONObjectWriter()
            for (name, value) in members.sorted(by: { $0.key < $1.key }) { object.add(name, value) }
            object.finish(into: &bytes)
        }
    }

    /// A string with its quotes (RFC 8259 section 7).
    static func write(_ text: String, into bytes: inout [UInt8]) {
        JSONText.append(text, to: &bytes)
    }
}

/// An object whose members stand in the order in which they are added; what is absent is left out.
struct JSONObjectWriter {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    mutating func add(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        begin(name)
        value.write(into: &bytes)
    }

    mutating func add(_ name: String, _ text: String?) {
        add(name, text.map(JSONValue.string))
    }

    mutating func add(_ name: String, _ object: JSONObjectWriter) {
        begin(name)
        object.finish(into: &bytes)
    }

    mutating func add(_ name: String, _ objects: [JSONObjectWriter]) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        for (index, object) in objects.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            object.finish(into: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func add(_ members: [String: JSONValue]) {
        for (name, value) in members.sorted(by: { $0.key < $1.key }) { add(name, value) }
    }

    private mutating func begin(_ name: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        JSONValue.write(name, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }

    func finish(into other: inout [UInt8]) {
        other.append(contentsOf: bytes)
        other.append(UInt8(ascii: "}"))
    }
}
