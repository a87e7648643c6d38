/// Writes JSON from front to back: the one way in which the program does.
///
/// Members and elements are written in order; the writer puts the commas, the colons and the white space.
///
/// ```swift
/// var json = JSONWriter()
/// json.object { json in
///     json.member("prefix", "192.0.2.0/24")
///     json.array("origins", origins) { $1.string($0.description) }
/// }
/// ```
public struct JSONWriter: Sendable {
    /// The layout of the text, and whether it is canonical.
    public enum Style: Hashable, Sendable {
        /// No white space.
        case compact
        /// A line for each member and element, two spaces a level.
        case indented
        /// RFC 8785: no white space, members by name, numbers as ECMAScript writes them, no escape that need not be.
        case canonical
    }

    private enum State {
        /// Nothing has been written of this container, or of the text.
        case fresh
        case afterName
        case afterValue
    }

    /// An object whose members are put in the order of their names at its end: of their UTF-16 units, as RFC 8785 section
    /// 3.2.3 has it.
    private struct Unsorted {
        let depth: Int
        let start: Int
        var members: [(name: String, start: Int, end: Int)] = []
    }

    public private(set) var octets: [UInt8]
    /// True if all numbers of a canonical text had a canonical form.
    private(set) var isCanonical = true
    private let style: Style
    private let escapes: JSONText.Escapes
    private var state = State.fresh
    private var depth = 0
    private var breaksLine = false
    private var unsorted: [Unsorted] = []

    public init(_ style: Style = .compact) {
        self.init(style, escaping: style == .canonical ? .required : .printable)
    }

    package init(_ style: Style = .compact, escaping escapes: JSONText.Escapes, appendingTo octets: [UInt8] = []) {
        self.style = style
        self.escapes = escapes
        self.octets = octets
    }

    /// Moves what has been written to the end of `other`.
    public mutating func drain(into other: inout [UInt8]) {
        precondition(unsorted.isEmpty, "the members of an object are sorted at its end")
        if other.isEmpty { swap(&other, &octets) } else { other.append(contentsOf: octets) }
        octets.removeAll(keepingCapacity: true)
    }

    /// Ends the line, after a whole text.
    public mutating func endLine() {
        octets.append(UInt8(ascii: "\n"))
        state = .fresh
    }

    /// Begins a line before the next member or element, or before the end of the container.
    package mutating func breakLine() {
        breaksLine = true
    }
}

// MARK: Containers

extension JSONWriter {
    public mutating func beginObject() {
        begin(UInt8(ascii: "{"))
        if style == .canonical { unsorted.append(Unsorted(depth: depth, start: octets.count)) }
    }

    public mutating func endObject() {
        if unsorted.last?.depth == depth { sortMembers() }
        end(UInt8(ascii: "}"))
    }

    public mutating func beginArray() {
        begin(UInt8(ascii: "["))
    }

    public mutating func endArray() {
        end(UInt8(ascii: "]"))
    }

    private mutating func begin(_ bracket: UInt8) {
        beginItem()
        octets.append(bracket)
        depth += 1
        state = .fresh
    }

    private mutating func end(_ bracket: UInt8) {
        precondition(depth > 0 && state != .afterName, "a container that has begun, and no member without a value")
        depth -= 1
        if breaksLine || style == .indented && state == .afterValue { newLine() }
        octets.append(bracket)
        state = .afterValue
    }

    /// Writes what is before a member or element.
    private mutating func beginItem() {
        if state == .afterName { return }
        if state == .afterValue { octets.append(UInt8(ascii: ",")) }
        if depth > 0, breaksLine || style == .indented { newLine() }
    }

    private mutating func newLine() {
        breaksLine = false
        octets.append(UInt8(ascii: "\n"))
        if style == .indented { octets.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth)) }
    }

    /// The name of a member, whose value has to follow.
    public mutating func name(_ name: String) {
        precondition(state != .afterName, "a value after the name of a member")
        let isSorted = unsorted.last?.depth == depth
        if isSorted { endMember() }
        beginItem()
        if isSorted { unsorted[unsorted.count - 1].members.append((name, octets.count, octets.count)) }
        JSONText.append(name, escaping: escapes, to: &octets)
        octets.append(UInt8(ascii: ":"))
        if style == .indented { octets.append(UInt8(ascii: " ")) }
        state = .afterName
    }

    /// The same for a name in which nothing has to be escaped, for the rows of long lists.
    package mutating func name(plain name: StaticString) {
        guard style == .compact else { return self.name("\(name)") }
        beginItem()
        octets.append(UInt8(ascii: "\""))
        octets.append(name)
        octets.append("\":")
        state = .afterName
    }

    /// Notes where the last member ends of an object that is to be sorted.
    private mutating func endMember() {
        let object = unsorted.count - 1
        guard case let member = unsorted[object].members.count - 1, member >= 0 else { return }
        unsorted[object].members[member].end = octets.count
    }

    /// Puts the members of the object that ends here in the order of their names.
    private mutating func sortMembers() {
        endMember()
        let object = unsorted.removeLast()
        guard let first = object.members.first, object.members.count > 1 else { return }
        let space = octets[object.start..<first.start]
        var sorted: [UInt8] = []
        sorted.reserveCapacity(octets.count - object.start)
        for member in object.members.sorted(by: { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }) {
            if !sorted.isEmpty { sorted.append(UInt8(ascii: ",")) }
            sorted.append(contentsOf: space)
            sorted.append(contentsOf: octets[member.start..<member.end])
        }
        octets.replaceSubrange(object.start..., with: sorted)
    }
}

// MARK: Values

extension JSONWriter {
    public mutating func string(_ text: String) {
        beginItem()
        JSONText.append(text, escaping: escapes, to: &octets)
        state = .afterValue
    }

    /// A string of what `body` appends, in which nothing has to be escaped: addresses, times, digits.
    package mutating func string(plain body: (inout [UInt8]) -> Void) {
        beginItem()
        octets.append(UInt8(ascii: "\""))
        body(&octets)
        octets.append(UInt8(ascii: "\""))
        state = .afterValue
    }

    @inlinable
    public mutating func number(_ number: some BinaryInteger) {
        if let number = Int64(exactly: number) { integer(number) } else { integer("\(number)") }
    }

    @usableFromInline
    mutating func integer(_ number: Int64) {
        beginItem()
        octets.append(decimal: number)
        state = .afterValue
    }

    @usableFromInline
    mutating func integer(_ digits: String) {
        beginItem()
        octets.append(text: digits)
        state = .afterValue
    }

    /// The shortest number that is read as `number` again; null where it is not finite.
    public mutating func number(_ number: Double) {
        beginItem()
        octets.append(text: JSONNumber.text(number) ?? "null")
        state = .afterValue
    }

    /// A number of what `body` appends.
    package mutating func number(plain body: (inout [UInt8]) -> Void) {
        beginItem()
        body(&octets)
        state = .afterValue
    }

    public mutating func boolean(_ flag: Bool) {
        beginItem()
        octets.append(flag ? "true" : "false")
        state = .afterValue
    }

    public mutating func null() {
        beginItem()
        octets.append("null")
        state = .afterValue
    }

    /// A value that is JSON already, and is written as it is.
    package mutating func json(_ text: String) {
        beginItem()
        octets.append(text: text)
        state = .afterValue
    }

    /// A value of any kind; numbers keep their digits unless the text is canonical.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .boolean(let flag): boolean(flag)
        case .number(let digits): number(written: digits)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            members(object)
            endObject()
        }
    }

    /// The members of `object`, in the object that is being written.
    public mutating func members(_ object: JSONObject) {
        for member in object.members {
            name(member.name)
            value(member.value)
        }
    }

    private mutating func number(written digits: String) {
        guard style == .canonical else { return number { $0.append(text: digits) } }
        let canonical = Double(digits).flatMap(JSONNumber.text)
        if canonical == nil { isCanonical = false }
        number { $0.append(text: canonical ?? "null") }
    }
}
