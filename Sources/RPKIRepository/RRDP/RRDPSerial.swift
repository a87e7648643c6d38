/// The number of a version of a repository within a session: decimal, greater than zero, and without an upper bound (RFC
/// 8182 section 3.5.1.3), here of at most 40 digits.
public struct RRDPSerial: Hashable, Sendable {
    /// Digits without leading zeros.
    public let description: String

    /// The serial, or `nil` when `text` is not a positive decimal number of at most 40 digits.
    public init?(_ text: String) {
        self.init(digits: text.utf8)
    }

    /// - Precondition: `number` is not zero.
    public init(_ number: UInt64) {
        precondition(number > 0)
        description = String(number)
    }

    init?(digits: some Collection<UInt8>) {
        let significant = digits.drop { $0 == 0x30 }
        guard !significant.isEmpty, digits.count <= RRDPLimits.serialDigits,
            significant.allSatisfy({ $0 &- 0x30 < 10 })
        else { return nil }
        description = String(decoding: significant, as: UTF8.self)
    }

    /// The serial of the version that follows.
    public var next: RRDPSerial {
        var digits = Array(description.utf8)
        var index = digits.count - 1
        while index >= 0, digits[index] == 0x39 {
            digits[index] = 0x30
            index -= 1
        }
        if index >= 0 { digits[index] += 1 } else { digits.insert(0x31, at: 0) }
        return RRDPSerial(trusted: String(decoding: digits, as: UTF8.self))
    }

    private init(trusted: String) {
        description = trusted
    }
}

extension RRDPSerial: CustomStringConvertible {}

extension RRDPSerial: Comparable {
    public static func < (left: RRDPSerial, right: RRDPSerial) -> Bool {
        let (first, second) = (left.description.utf8, right.description.utf8)
        return first.count == second.count ? left.description < right.description : first.count < second.count
    }
}
