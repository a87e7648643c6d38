import NumberResources

/// How many different prefixes a peer has announced, estimated within a few per cent from 1,024 octets (HyperLogLog, Flajolet et
/// al. 2007): enough to tell a full table from a few routes, without keeping one.
struct TableEstimate: Sendable {
    private static let bits: UInt64 = 10
    private var registers: [UInt8] = []
    private(set) var observations = 0

    mutating func insert(_ prefix: IPPrefix) {
        observations &+= 1
        if registers.isEmpty { registers = Array(repeating: 0, count: 1 << Int(TableEstimate.bits)) }
        let address = prefix.leftAlignedBits
        var hash =
            UInt64(truncatingIfNeeded: address >> 64) ^ UInt64(truncatingIfNeeded: address) &* 0x9e37_79b9_7f4a_7c15
        hash = (hash ^ UInt64(prefix.length)) &+ 0x9e37_79b9_7f4a_7c15
        hash = (hash ^ hash >> 30) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ hash >> 27) &* 0x94d0_49bb_1331_11eb
        hash ^= hash >> 31
        let index = Int(truncatingIfNeeded: hash >> (64 - TableEstimate.bits))
        let rank = UInt8(min(63, (hash << TableEstimate.bits).leadingZeroBitCount) + 1)
        if registers[index] < rank { registers[index] = rank }
    }

    /// The estimated number.
    var count: Int {
        if registers.isEmpty { return 0 }
        let size = Double(registers.count)
        var sum = 0.0
        var zeros = 0
        for register in registers {
            sum += 1 / Double(UInt64(1) << UInt64(register))
            if register == 0 { zeros += 1 }
        }
        let estimate = 0.7213 / (1 + 1.079 / size) * size * size / sum
        // Few prefixes leave registers empty, and the number of those says more.
        if estimate <= 2.5 * size, zeros > 0 {
            return Int(saturating: size * TableEstimate.logarithm(size / Double(zeros)))
        }
        return Int(saturating: estimate)
    }

    /// The natural logarithm of a number of at least one.
    private static func logarithm(_ value: Double) -> Double {
        // ln v = e ln 2 + 2 artanh((m − 1) / (m + 1)) for v = m 2^e with 1 ≤ m < 2.
        let ratio = (value.significand - 1) / (value.significand + 1)
        var term = ratio
        var sum = 0.0
        for power in stride(from: 1, to: 40, by: 2) {
            sum += term / Double(power)
            term *= ratio * ratio
        }
        return Double(value.exponent) * 0.693_147_180_559_945_3 + 2 * sum
    }
}
