/// Reads JSON (RFC 8259) from front to back, holding no more of it than a chunk and a token.
///
/// The caller knows what to expect and asks for it; what it does not care for it skips, checked all the same.
///
/// ```swift
/// try reader.beginObject()
/// while try reader.nextMember() {
///     if reader.textIs("asn") { asn = try reader.readUnsigned() } else { try reader.skipValue() }
/// }
/// try reader.finish()
/// ```
package struct JSONReader: ~Copyable {
    package enum Kind: Hashable, Sendable {
        case object
        case array
        case string
        case number
        case boolean
        case null
    }

    package let limits: JSONLimits
    private let nextChunk: () throws -> [UInt8]?

    /// The position in the text from `bufferOffset` on; the text before it has been read.
    @usableFromInline package var buffer: [UInt8] = []
    var position = 0
    private var bufferOffset = 0
    package private(set) var line = 1

    /// The last string or number: a range of `buffer`, or all of `scratch` when it had escapes or its chunk is gone.
    @usableFromInline package var text = 0..<0
    @usableFromInline package var textIsInScratch = false
    @usableFromInline package var scratch: [UInt8] = []

    private var depth = 0
    /// Bit n: nothing has been read of the container at depth n yet.
    private var fresh: UInt64 = 0

    /// - Parameter nextChunk: Gives the next octets of the text, of any number; `nil` at its end.
    package init(limits: JSONLimits = JSONLimits(), nextChunk: @escaping () throws -> [UInt8]?) {
        self.limits = limits
        self.nextChunk = nextChunk
    }

    package init(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) {
        var rest: [UInt8]? = bytes
        self.init(limits: limits) {
            defer { rest = nil }
            return rest
        }
    }
}

extension JSONReader {
    /// The place of the next octet, counted from 0.
    package var offset: Int {
        bufferOffset + position
    }

    /// The error of this code at the place that the reader has reached.
    package func error(_ code: JSONError.Code) -> JSONError {
        JSONError(code, offset: offset, line: line)
    }

    /// True if more of the text is there. What lies before `position` is dropped, and all places in `buffer` move.
    mutating func refill() throws(JSONError) -> Bool {
        var chunk: [UInt8]?
        do { chunk = try nextChunk() } catch { throw self.error(.inputFailed) }
        while let empty = chunk, empty.isEmpty {
            do { chunk = try nextChunk() } catch { throw self.error(.inputFailed) }
        }
        guard let chunk else { return false }
        if !textIsInScratch {
            // The colon after a member's name may be in the next chunk, so the name has to outlive this one.
            scratch = Array(buffer[text])
            textIsInScratch = true
        }
        bufferOffset += position
        if position == buffer.count {
            buffer = chunk
        } else {
            buffer.removeSubrange(0..<position)
            buffer.append(contentsOf: chunk)
        }
        position = 0
        if bufferOffset + buffer.count > limits.size { throw error(.sizeLimit) }
        return true
    }

    /// The next octet that is not white space, which stays to be read; `nil` at the end of the text.
    @inline(__always)
    mutating func peek() throws(JSONError) -> UInt8? {
        if position < buffer.count, case let byte = buffer[position], byte > 0x20 { return byte }
        return try peekPastSpace()
    }

    private mutating func peekPastSpace() throws(JSONError) -> UInt8? {
        repeat {
            let count = buffer.count
            while position < count {
                let byte = buffer[position]
                if byte > 0x20 { return byte }
                switch byte {
                case 0x20, 0x09, 0x0d: break
                case 0x0a: line += 1
                default: throw error(.unexpectedByte)
                }
                position += 1
            }
        } while try refill()
        return nil
    }

    /// The next octet that is not white space. Throws at the end of the text.
    @inline(__always)
    package mutating func peekSome() throws(JSONError) -> UInt8 {
        guard let byte = try peek() else { throw error(.unexpectedEnd) }
        return byte
    }

    /// The kind of the value that begins here.
    package mutating func peekKind() throws(JSONError) -> Kind {
        switch try peekSome() {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        default: throw error(.unexpectedByte)
        }
    }

    mutating func expect(_ kind: Kind) throws(JSONError) {
        guard try peekKind() == kind else { throw error(.unexpectedKind) }
    }
}

extension JSONReader {
    package mutating func beginObject() throws(JSONError) {
        try expect(.object)
        try enter()
    }

    package mutating func beginArray() throws(JSONError) {
        try expect(.array)
        try enter()
    }

    private mutating func enter() throws(JSONError) {
        guard depth < limits.depth else { throw error(.depthLimit) }
        depth += 1
        fresh |= 1 << UInt64(depth)
        position += 1
    }

    /// Reads the name of the object's next member into the text, up to its value; `false` where the object ends.
    package mutating func nextMember() throws(JSONError) -> Bool {
        guard try advance(end: UInt8(ascii: "}")) else { return false }
        guard try peekSome() == UInt8(ascii: "\"") else { throw error(.unexpectedByte) }
        try readString()
        guard try peekSome() == UInt8(ascii: ":") else { throw error(.unexpectedByte) }
        position += 1
        return true
    }

    /// True if the array has another element, which is to be read next.
    package mutating func nextElement() throws(JSONError) -> Bool {
        try advance(end: UInt8(ascii: "]"))
    }

    private mutating func advance(end: UInt8) throws(JSONError) -> Bool {
        let byte = try peekSome()
        let bit: UInt64 = 1 << UInt64(depth)
        if byte == end {
            position += 1
            depth -= 1
            return false
        }
        if fresh & bit != 0 {
            fresh &= ~bit
        } else {
            guard byte == UInt8(ascii: ",") else { throw error(.unexpectedByte) }
            position += 1
            if try peekSome() == end { throw error(.unexpectedByte) }
        }
        return true
    }

    /// Checks the value that begins here and goes past it.
    package mutating func skipValue() throws(JSONError) {
        switch try peekKind() {
        case .object:
            try beginObject()
            while try nextMember() { try skipValue() }
        case .array:
            try beginArray()
            while try nextElement() { try skipValue() }
        case .string: try readString()
        case .number: _ = try readNumber()
        case .boolean: _ = try readBoolean()
        case .null: try readNull()
        }
    }

    /// Nothing but white space may follow.
    package mutating func finish() throws(JSONError) {
        if try peek() != nil { throw error(.trailingData) }
    }
}
