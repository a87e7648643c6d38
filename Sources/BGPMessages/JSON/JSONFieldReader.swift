internal import NumberResources
internal import TextFormats

/// The reason why a text was not accepted: it is not JSON, or a member has an invalid value.
enum JSONFieldError: Error {
    case json(JSONError)
    /// The member, and the place of its value in the text.
    case field(StaticString, Int)
}

/// The steps of a JSON reader and the values that routes are made of, with one error for both.
struct JSONFieldReader: ~Copyable {
    var reader: JSONReader
    private var names = JSONMemberNames()

    init(_ reader: consuming JSONReader) {
        self.reader = reader
    }

    /// True if the last string or member name is exactly `word`.
    func named(_ word: StaticString) -> Bool {
        reader.textIs(word)
    }

    var text: String {
        reader.textString
    }

    mutating func kind() throws(JSONFieldError) -> JSONReader.Kind {
        do throws(JSONError) { return try reader.peekKind() } catch { throw .json(error) }
    }

    mutating func begin() throws(JSONFieldError) {
        do throws(JSONError) { try reader.beginObject() } catch { throw .json(error) }
        names.begin()
    }

    mutating func beginArray() throws(JSONFieldError) {
        do throws(JSONError) { try reader.beginArray() } catch { throw .json(error) }
    }

    /// Reads the name of the object's next member; `false` where the object ends. An object has no member twice.
    mutating func member() throws(JSONFieldError) -> Bool {
        do throws(JSONError) {
            guard try reader.nextMember() else {
                names.end()
                return false
            }
        } catch {
            throw .json(error)
        }
        guard names.insert(reader.textSlice) else { throw .json(reader.error(.duplicateMember)) }
        return true
    }

    mutating func element() throws(JSONFieldError) -> Bool {
        do throws(JSONError) { return try reader.nextElement() } catch { throw .json(error) }
    }

    mutating func skip() throws(JSONFieldError) {
        do throws(JSONError) { try reader.skipValue() } catch { throw .json(error) }
    }

    mutating func string(_ name: StaticString) throws(JSONFieldError) {
        guard try kind() == .string else { throw .field(name, reader.offset) }
        do throws(JSONError) { try reader.readString() } catch { throw .json(error) }
    }

    /// A whole number of 32 bits.
    mutating func number(_ name: StaticString) throws(JSONFieldError) -> UInt32 {
        guard try kind() == .number else { throw .field(name, reader.offset) }
        let number: JSONReader.Number
        do throws(JSONError) { number = try reader.readNumber() } catch { throw .json(error) }
        guard case .unsigned(let value) = number, let value = UInt32(exactly: value) else {
            throw .field(name, reader.offset)
        }
        return value
    }

    /// The same, or `null`.
    mutating func optionalNumber(_ name: StaticString) throws(JSONFieldError) -> UInt32? {
        guard try kind() != .null else {
            try skip()
            return nil
        }
        return try number(name)
    }

    /// An AS number, as a number or as a text.
    mutating func asn(_ name: StaticString) throws(JSONFieldError) -> ASN {
        guard try kind() == .string else { return ASN(try number(name)) }
        try string(name)
        guard let asn = reader.withText({ ASN(utf8: $0) }) else { throw .field(name, reader.offset) }
        return asn
    }

    /// A prefix; bits after it are dropped, as a router drops them (RFC 4271 section 4.3).
    mutating func prefix(_ name: StaticString) throws(JSONFieldError) -> IPPrefix {
        try string(name)
        guard let prefix = reader.withText(JSONFieldReader.prefix) else { throw .field(name, reader.offset) }
        return prefix
    }

    private static func prefix(_ text: Span<UInt8>) -> IPPrefix? {
        do throws(IPPrefix.TextError) {
            return try IPPrefix(parsing: text)
        } catch {
            if case .hostBits(let prefix) = error { return prefix }
            return nil
        }
    }

    /// AS numbers, and an array of its own for each AS_SET.
    mutating func path(_ name: StaticString) throws(JSONFieldError) -> ASPath {
        if try kind() == .null {
            try skip()
            return ASPath()
        }
        var asns: [ASN] = []
        var runs: [ASPath.Run] = []
        var sequence = 0
        try beginArray()
        while try element() {
            guard try kind() == .array else {
                asns.append(try asn(name))
                sequence += 1
                continue
            }
            if sequence > 0 { runs.append(ASPath.Run(kind: .sequence, count: sequence)) }
            sequence = 0
            let start = asns.count
            try beginArray()
            while try element() { asns.append(try asn(name)) }
            runs.append(ASPath.Run(kind: .set, count: asns.count - start))
        }
        if runs.isEmpty { return ASPath(asns) }
        if sequence > 0 { runs.append(ASPath.Run(kind: .sequence, count: sequence)) }
        return ASPath(asns: asns, runs: runs)
    }

    /// Nothing but white space may follow.
    mutating func finish() throws(JSONFieldError) {
        do throws(JSONError) { try reader.finish() } catch { throw .json(error) }
    }

    /// Seconds since 1970 with a fraction, to the microsecond.
    mutating func time(_ name: StaticString) throws(JSONFieldError) -> BGPTime {
        guard try kind() == .number else { throw .field(name, reader.offset) }
        do throws(JSONError) { _ = try reader.readNumber() } catch { throw .json(error) }
        guard let time = reader.withText({ BGPTime(seconds: $0) }) else { throw .field(name, reader.offset) }
        return time
    }
}

extension BGPTime {
    /// The moment that `text` says in seconds: digits, and maybe a point and more of them. What is smaller than a microsecond
    /// is dropped.
    init?(seconds text: Span<UInt8>) {
        var value: Int64 = 0
        var places = -1
        for index in text.indices {
            let digit = text[index] &- UInt8(ascii: "0")
            if text[index] == UInt8(ascii: "."), places < 0 {
                places = 0
            } else if digit <= 9, places < 6 {
                // A number of twelve digits is as far as any clock goes.
                guard value < 1_000_000_000_000_000_000 / 10 else { return nil }
                value = value * 10 + Int64(digit)
                if places >= 0 { places += 1 }
            } else if digit > 9 {
                return nil
            }
        }
        for _ in max(places, 0)..<6 {
            guard value < 1_000_000_000_000_000_000 / 10 else { return nil }
            value *= 10
        }
        self.init(microseconds: value)
    }
}
