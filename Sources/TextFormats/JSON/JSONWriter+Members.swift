package import struct FoundationEssentials.Date

// What most objects are made of. A member without a value is null; an optional member is left out.

extension JSONWriter {
    /// The text of an object, with a line end.
    package static func object(_ style: Style, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(style)
        writer.object(body)
        writer.endLine()
        return writer.octets
    }

    /// The text of an object without white space and without a line end.
    package static func text(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        writer.object(body)
        return String(decoding: writer.octets, as: UTF8.self)
    }

    /// Writes at the end of `out`.
    package static func write(
        _ style: Style = .compact, into out: inout [UInt8], _ body: (inout JSONWriter) -> Void
    ) {
        // The octets move there and back, and are not copied.
        var octets: [UInt8] = []
        swap(&octets, &out)
        var writer = JSONWriter(style, escaping: style == .canonical ? .required : .printable, appendingTo: octets)
        octets = []
        body(&writer)
        writer.drain(into: &out)
    }

    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        beginObject()
        body(&self)
        endObject()
    }

    public mutating func array(_ body: (inout JSONWriter) -> Void) {
        beginArray()
        body(&self)
        endArray()
    }

    public mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
        self.name(name)
        object(body)
    }

    public mutating func array(_ name: String, _ body: (inout JSONWriter) -> Void) {
        self.name(name)
        array(body)
    }

    /// An array with an object for each element.
    @inlinable
    public mutating func array<Element>(
        _ name: String, _ elements: some Sequence<Element>, _ body: (Element, inout JSONWriter) -> Void
    ) {
        array(name) { json in
            for element in elements { json.object { body(element, &$0) } }
        }
    }

    /// An array of strings.
    @inlinable
    public mutating func array(_ name: String, texts: some Sequence<String>) {
        array(name) { json in
            for text in texts { json.string(text) }
        }
    }

    public mutating func member(_ name: String, _ text: String?) {
        self.name(name)
        if let text { string(text) } else { null() }
    }

    @inlinable
    public mutating func member(_ name: String, _ number: (some BinaryInteger)?) {
        self.name(name)
        if let number { self.number(number) } else { null() }
    }

    public mutating func member(_ name: String, _ flag: Bool?) {
        self.name(name)
        if let flag { boolean(flag) } else { null() }
    }

    public mutating func member(_ name: String, _ value: JSONValue) {
        self.name(name)
        self.value(value)
    }

    /// `2026-03-16T07:00:00Z`, or null.
    package mutating func member(_ name: String, _ date: Date?) {
        self.name(name)
        if let date { string { $0.append(iso: UnixTime(date)) } } else { null() }
    }

    public mutating func optionalMember(_ name: String, _ text: String?) {
        if let text { member(name, text) }
    }
}
