internal import Crypto

/// Primes of 1024 bits that are looked up, not searched: each is a hash of its number, plus a small offset that was
/// found once. Keys made of them are public knowledge, good for tests and examples only.
enum DerivedPrimes {
    /// Half the distance from the number's hash to the first prime after it that suits the exponent 65537.
    private static let offsets: [UInt16] = [
        14, 274, 94, 36, 60, 280, 385, 50, 943, 88, 605, 166, 46, 557, 122, 114, 616, 298, 712, 371, 666, 205, 707, 362,
        261, 0, 326, 538, 126, 989, 138, 279, 306, 18, 616, 138, 167, 336, 155, 301, 27, 242, 385, 300, 250, 398, 88,
        128, 487, 387, 70, 995, 8, 16, 86, 207, 196, 29, 188, 75, 217, 1174, 720, 1237, 229, 466, 22, 298, 734, 316,
        794, 899, 1499, 362, 290, 239, 124, 471, 452, 978, 447, 90, 53, 68, 470, 1278, 461, 437, 208, 24, 516, 423, 302,
        971, 1563, 420,
    ]

    /// The number of keys: one for each pair of different primes.
    static var keyCount: Int {
        offsets.count * (offsets.count - 1) / 2
    }

    /// The two primes of the key numbered `index`, the larger one first.
    ///
    /// - Precondition: `index` is 0 or more and below ``keyCount``.
    static func primes(ofKey index: Int) -> (BigNumber, BigNumber) {
        precondition(index >= 0 && index < keyCount, "there are \(keyCount) derived keys")
        var larger = 1
        while (larger + 1) * larger / 2 <= index { larger += 1 }
        let first = prime(larger)
        let second = prime(index - larger * (larger - 1) / 2)
        return first < second ? (second, first) : (first, second)
    }

    private static func prime(_ index: Int) -> BigNumber {
        var octets = (0..<4).flatMap { Array(SHA256.hash(data: Array("Atalaya test prime \(index).\($0)".utf8))) }
        octets[0] |= 0xc0
        octets[octets.count - 1] |= 1
        return BigNumber(bigEndian: octets).adding(2 * UInt32(offsets[index]))
    }
}
