/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

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
