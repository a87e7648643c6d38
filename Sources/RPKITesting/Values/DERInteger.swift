internal import RPKIObjects

/// An INTEGER by its content octets, so that it can be of any size, negative, or badly encoded.
///
/// ```swift
/// plan.serialNumber = 7
/// plan.serialNumber = .octets([0x00, 0x07])      // not minimal
/// plan.serialNumber = .powerOfTwo(159)           // the first that takes 21 octets
/// ```
public struct DERInteger: Hashable, Sendable, ExpressibleByIntegerLiteral {
    public var contents: [UInt8]

    public init(_ value: some FixedWidthInteger) {
        contents = DERWriter.integerContents(value)
    }

    public init(integerLiteral value: Int) {
        self.init(value)
    }

    /// These content octets, regardless of their meaning.
    public static func octets(_ contents: [UInt8]) -> DERInteger {
        var integer: DERInteger = 0
        integer.contents = contents
        return integer
    }

    /// The non-negative number with these big-endian octets.
    public static func unsigned(_ octets: [UInt8]) -> DERInteger {
        .octets(DERWriter.integerContents(unsigned: octets))
    }

    /// 2 to the power of `exponent`.
    public static func powerOfTwo(_ exponent: Int) -> DERInteger {
        .unsigned([UInt8(1) << UInt8(exponent % 8)] + [UInt8](repeating: 0, count: exponent / 8))
    }

    func encode(into der: inout DERWriter) {
        der.primitive(tag: 0x02, contents)
    }
}
