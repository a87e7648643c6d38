/// The identifier octet of a DER value (X.690 section 8.1.2).
package struct DERTag: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let boolean = DERTag(rawValue: 0x01)
    package static let integer = DERTag(rawValue: 0x02)
    package static let bitString = DERTag(rawValue: 0x03)
    package static let octetString = DERTag(rawValue: 0x04)
    package static let null = DERTag(rawValue: 0x05)
    package static let objectIdentifier = DERTag(rawValue: 0x06)
    package static let utf8String = DERTag(rawValue: 0x0c)
    package static let printableString = DERTag(rawValue: 0x13)
    package static let ia5String = DERTag(rawValue: 0x16)
    package static let utcTime = DERTag(rawValue: 0x17)
    package static let generalizedTime = DERTag(rawValue: 0x18)
    package static let sequence = DERTag(rawValue: 0x30)
    package static let set = DERTag(rawValue: 0x31)

    /// `[number]` around another value, or around the members of an implicitly tagged SEQUENCE or SET.
    package static func constructed(_ number: UInt8) -> DERTag { DERTag(rawValue: 0xa0 | number) }

    /// `[number]` in place of a primitive value's own tag.
    package static func primitive(_ number: UInt8) -> DERTag { DERTag(rawValue: 0x80 | number) }
}

extension DERTag: CustomStringConvertible {
    package var description: String {
        switch self {
        case .boolean: "BOOLEAN"
        case .integer: "INTEGER"
        case .bitString: "BIT STRING"
        case .octetString: "OCTET STRING"
        case .null: "NULL"
        case .objectIdentifier: "OBJECT IDENTIFIER"
        case .utf8String: "UTF8String"
        case .printableString: "PrintableString"
        case .ia5String: "IA5String"
        case .utcTime: "UTCTime"
        case .generalizedTime: "GeneralizedTime"
        case .sequence: "SEQUENCE"
        case .set: "SET"
        default: rawValue & 0xc0 == 0x80 ? "[\(rawValue & 0x1f)]" : "tag 0x\(String(rawValue, radix: 16))"
        }
    }
}

/// One value: its tag, where it starts and where its content lies.
package struct DERValue {
    package let tag: DERTag
    package let start: Int
    package let content: Range<Int>

    /// Tag, length and content.
    package var whole: Range<Int> { start..<content.upperBound }
}
