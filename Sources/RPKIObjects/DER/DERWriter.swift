/// Appends DER (X.690) to octets: definite, minimal lengths, and containers written in one pass.
///
/// ```swift
/// var der = DERWriter()
/// der.sequence {
///     $0.integer(2)
///     $0.context(0) { $0.octetString([1, 2]) }
/// }
/// der.bytes       // 30 0b 02 01 02 a0 04 04 02 01 02
/// ```
package struct DERWriter: Sendable {
    /// All that was written so far.
    package private(set) var bytes: [UInt8] = []

    package init(reservingCapacity capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// The octets that `body` writes.
    package static func encode<Failure: Error>(
        _ body: (inout DERWriter) throws(Failure) -> Void
    ) throws(Failure) -> [UInt8] {
        var writer = DERWriter()
        try body(&writer)
        return writer.bytes
    }

    /// A constructed value with the identifier octet `tag`, its content written by `body`.
    ///
    /// One octet is kept for the length; content of 128 octets and more is moved once to make room for the rest.
    package mutating func constructed<Failure: Error>(
        tag: UInt8, _ body: (inout DERWriter) throws(Failure) -> Void
    ) throws(Failure) {
        bytes.append(tag)
        bytes.append(0)
        let start = bytes.count
        try body(&self)
        closeLength(contentStart: start)
    }

    /// A primitive value with the identifier octet `tag`.
    package mutating func primitive(tag: UInt8, _ contents: some Collection<UInt8>) {
        bytes.append(tag)
        appendLength(contents.count)
        bytes.append(contentsOf: contents)
    }

    /// Octets taken over as they are: a value encoded elsewhere, or what is meant to be no DER.
    package mutating func raw(_ octets: some Sequence<UInt8>) {
        bytes.append(contentsOf: octets)
    }

    package mutating func sequence<Failure: Error>(
        _ body: (inout DERWriter) throws(Failure) -> Void
    ) throws(Failure) {
        try constructed(tag: 0x30, body)
    }

    /// A SET whose elements keep the order of writing; for SET OF see ``set(_:)``.
    package mutating func unsortedSet<Failure: Error>(
        _ body: (inout DERWriter) throws(Failure) -> Void
    ) throws(Failure) {
        try constructed(tag: 0x31, body)
    }

    /// A SET OF: its elements in ascending order of their encodings (X.690 section 11.6).
    package mutating func set<Failure: Error>(
        _ body: (inout DERWriter) throws(Failure) -> Void
    ) throws(Failure) {
        let elements = try DERWriter.encode(body)
        primitive(tag: 0x31, DERWriter.sortedElements(elements))
    }

    /// A value in an EXPLICIT context tag, or the content of a constructed IMPLICIT one; `number` is 0 to 30.
    package mutating func context<Failure: Error>(
        _ number: UInt8, _ body: (inout DERWriter) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(number <= 30, "context tags above 30 take more than one octet")
        try constructed(tag: 0xa0 | number, body)
    }

    /// A primitive value in an IMPLICIT context tag; `number` is 0 to 30.
    package mutating func context(_ number: UInt8, primitive contents: some Collection<UInt8>) {
        precondition(number <= 30, "context tags above 30 take more than one octet")
        primitive(tag: 0x80 | number, contents)
    }

    private mutating func closeLength(contentStart start: Int) {
        let length = bytes.count - start
        guard length >= 0x80 else {
            bytes[start - 1] = UInt8(length)
            return
        }
        let octets = DERWriter.lengthOctets(length)
        bytes[start - 1] = 0x80 | UInt8(octets)
        bytes.insert(contentsOf: DERWriter.bigEndian(length, octets: octets), at: start)
    }

    private mutating func appendLength(_ length: Int) {
        guard length >= 0x80 else {
            bytes.append(UInt8(length))
            return
        }
        let octets = DERWriter.lengthOctets(length)
        bytes.append(0x80 | UInt8(octets))
        bytes.append(contentsOf: DERWriter.bigEndian(length, octets: octets))
    }

    private static func lengthOctets(_ length: Int) -> Int {
        (Int.bitWidth - length.leadingZeroBitCount + 7) / 8
    }

    private static func bigEndian(_ number: Int, octets: Int) -> [UInt8] {
        (0..<octets).map { UInt8(truncatingIfNeeded: number >> (8 * (octets - 1 - $0))) }
    }
}
