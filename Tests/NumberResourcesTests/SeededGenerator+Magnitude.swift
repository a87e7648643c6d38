import TestSupport

extension SeededGenerator {
    mutating func next128() -> UInt128 {
        UInt128(next()) << 64 | UInt128(next())
    }

    /// A number of a random number of bits, so that small ones come up as often as large ones.
    mutating func magnitude<Number: FixedWidthInteger & UnsignedInteger>(_: Number.Type = Number.self) -> Number {
        Number(truncatingIfNeeded: next128()) >> Int.random(in: 0...Number.bitWidth, using: &self)
    }

    mutating func range<Number: FixedWidthInteger & UnsignedInteger>() -> ClosedRange<Number> {
        let lower = magnitude(Number.self)
        let upper = lower.addingReportingOverflow(magnitude(Number.self))
        return lower...(upper.overflow ? .max : upper.partialValue)
    }
}
