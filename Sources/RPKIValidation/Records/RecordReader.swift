internal import NumberResources
internal import RPKIObjects

internal import struct FoundationEssentials.Date

/// Reads what ``RecordWriter`` wrote. Octets that were not, or that were cut off, give `nil`: a record is a memory of work
/// done, and what cannot be read is worked out again.
struct RecordReader {
    private let bytes: [UInt8]
    private var offset = 0

    /// The years 0 to 9999, which are those that certificates can name.
    private static let times: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func number<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number? {
        let width = Number.bitWidth / 8
        guard bytes.count - offset >= width else { return nil }
        let number: Number = bytes.span.bigEndian(offset)
        offset += width
        return number
    }

    /// A count of things that take at least `size` octets each.
    mutating func count(ofSize size: Int) -> Int? {
        guard let count = number(UInt32.self).map(Int.init), count <= (bytes.count - offset) / size else { return nil }
        return count
    }

    mutating func octets() -> [UInt8]? {
        guard let count = count(ofSize: 1) else { return nil }
        defer { offset += count }
        return Array(bytes[offset..<offset + count])
    }

    mutating func text() -> String? {
        guard let count = count(ofSize: 1) else { return nil }
        defer { offset += count }
        return String(validating: bytes[offset..<offset + count], as: UTF8.self)
    }

    mutating func date() -> Date? {
        guard let seconds = number(Int64.self), RecordReader.times.contains(seconds) else { return nil }
        return Date(timeIntervalSince1970: Double(seconds))
    }

    mutating func hash() -> ObjectHash? {
        guard bytes.count - offset >= 32 else { return nil }
        defer { offset += 32 }
        return ObjectHash(bytes.span, offset..<offset + 32)
    }

    mutating func keyIdentifier() -> KeyIdentifier? {
        guard bytes.count - offset >= 20 else { return nil }
        defer { offset += 20 }
        return KeyIdentifier(bytes.span, offset..<offset + 20)
    }

    mutating func serialNumber() -> SerialNumber? {
        guard bytes.count - offset >= 20 else { return nil }
        defer { offset += 20 }
        return SerialNumber(bytes.span, offset..<offset + 20)
    }
}
