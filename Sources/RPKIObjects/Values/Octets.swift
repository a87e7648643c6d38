extension Span<UInt8> {
    /// The number whose octets start at `offset`, most significant first.
    @inlinable
    package func bigEndian<Number: FixedWidthInteger>(_ offset: Int) -> Number {
        var number: Number = 0
        for index in 0..<Number.bitWidth / 8 { number = number << 8 | Number(self[offset + index]) }
        return number
    }

    /// A copy of the octets in `range`.
    @inlinable
    package func octets(_ range: Range<Int>) -> [UInt8] {
        extracting(range).withUnsafeBytes { Array($0) }
    }

    /// True if two ranges, of this span and of another, hold the same octets.
    package func equals(_ range: Range<Int>, _ other: Span<UInt8>, _ otherRange: Range<Int>) -> Bool {
        guard range.count == otherRange.count else { return false }
        for index in 0..<range.count where self[range.lowerBound + index] != other[otherRange.lowerBound + index] {
            return false
        }
        return true
    }
}

extension FixedWidthInteger {
    /// The octets of the number, most significant first.
    @inlinable
    package var bigEndianOctets: [UInt8] {
        withUnsafeBytes(of: bigEndian) { Array($0) }
    }
}
