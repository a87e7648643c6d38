/// A non-negative number of any size, with the few operations that an RSA key is put together by.
struct BigNumber {
    /// 32 bits each, the least significant first; no zeros at the end.
    private var limbs: [UInt32]

    private init(limbs: [UInt32]) {
        self.limbs = limbs
        while self.limbs.last == 0 { self.limbs.removeLast() }
    }

    init(bigEndian octets: [UInt8]) {
        var limbs = [UInt32](repeating: 0, count: (octets.count + 3) / 4)
        for (position, octet) in octets.reversed().enumerated() {
            limbs[position / 4] |= UInt32(octet) << UInt32(8 * (position % 4))
        }
        self.init(limbs: limbs)
    }

    /// Big-endian, a whole number of 32-bit words.
    var octets: [UInt8] {
        limbs.reversed().flatMap { [UInt8($0 >> 24), UInt8($0 >> 16 & 0xff), UInt8($0 >> 8 & 0xff), UInt8($0 & 0xff)] }
    }

    func adding(_ number: UInt32) -> BigNumber {
        var sum = limbs
        var carry = UInt64(number)
        for index in sum.indices {
            carry += UInt64(sum[index])
            sum[index] = UInt32(truncatingIfNeeded: carry)
            carry >>= 32
        }
        return BigNumber(limbs: sum + [UInt32(carry)])
    }

    /// This less `number`, which is not larger.
    func subtracting(_ number: BigNumber) -> BigNumber {
        var difference = limbs
        var borrow: Int64 = 0
        for index in difference.indices {
            let digit = Int64(limbs[index]) - (index < number.limbs.count ? Int64(number.limbs[index]) : 0) + borrow
            difference[index] = UInt32(truncatingIfNeeded: digit)
            borrow = digit < 0 ? -1 : 0
        }
        precondition(borrow == 0, "a negative difference")
        return BigNumber(limbs: difference)
    }

    func multiplied(by number: BigNumber) -> BigNumber {
        var product = [UInt32](repeating: 0, count: limbs.count + number.limbs.count)
        for (offset, left) in limbs.enumerated() {
            var carry: UInt64 = 0
            for (index, right) in number.limbs.enumerated() {
                carry += UInt64(left) * UInt64(right) + UInt64(product[offset + index])
                product[offset + index] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            product[offset + number.limbs.count] = UInt32(carry)
        }
        return BigNumber(limbs: product)
    }

    func divided(by divisor: UInt32) -> (quotient: BigNumber, remainder: UInt32) {
        var quotient = limbs
        var remainder: UInt64 = 0
        for index in limbs.indices.reversed() {
            let dividend = remainder << 32 | UInt64(limbs[index])
            quotient[index] = UInt32(dividend / UInt64(divisor))
            remainder = dividend % UInt64(divisor)
        }
        return (BigNumber(limbs: quotient), UInt32(remainder))
    }
}

extension BigNumber: Comparable {
    static func < (left: BigNumber, right: BigNumber) -> Bool {
        left.limbs.count == right.limbs.count
            ? left.limbs.reversed().lexicographicallyPrecedes(right.limbs.reversed())
            : left.limbs.count < right.limbs.count
    }
}
