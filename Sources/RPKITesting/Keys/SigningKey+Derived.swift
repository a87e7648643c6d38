internal import CryptoExtras

extension SigningKey {
    /// The number of keys that ``derived(_:)`` knows.
    public static var derivedCount: Int {
        DerivedPrimes.keyCount
    }

    /// The RSA-2048 key numbered `index`, the same on every machine. Everybody can make it: it protects nothing.
    ///
    /// - Precondition: `index` is 0 or more and below ``derivedCount``.
    public static func derived(_ index: Int) throws -> SigningKey {
        let exponent: UInt32 = 65_537
        let one = BigNumber(bigEndian: [1])
        let (larger, smaller) = DerivedPrimes.primes(ofKey: index)
        let totient = larger.subtracting(one).multiplied(by: smaller.subtracting(one))
        // The private exponent d has d * e = k * totient + 1; modulo e that gives k.
        let inverse = power(totient.divided(by: exponent).remainder, exponent - 2, modulo: exponent)
        let multiple = BigNumber(bigEndian: [0, 1, 0, 1]).subtracting(BigNumber(bigEndian: bigEndian(inverse)))
        let privateExponent = totient.multiplied(by: multiple).adding(1).divided(by: exponent).quotient
        return try SigningKey(
            _RSA.Signing.PrivateKey(
                n: larger.multiplied(by: smaller).octets, e: [1, 0, 1] as [UInt8], d: privateExponent.octets,
                p: larger.octets, q: smaller.octets))
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32($0))) }
    }

    private static func power(_ base: UInt32, _ exponent: UInt32, modulo modulus: UInt32) -> UInt32 {
        var result: UInt64 = 1
        var square = UInt64(base)
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result * square % UInt64(modulus) }
            square = square * square % UInt64(modulus)
            rest >>= 1
        }
        return UInt32(result)
    }
}
