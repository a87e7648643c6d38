public import Foundation
internal import RPKIObjects

/// A Time, in the form the standard asks for or in another.
public struct DERTime: Hashable, Sendable {
    private enum Form: Hashable {
        case x509(Date)
        case utc(Date)
        case generalized(Date)
        case raw(tag: UInt8, text: String)
    }

    private let form: Form

    /// UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280 section 4.1.2.5).
    public static func x509(_ date: Date) -> DERTime { DERTime(form: .x509(date)) }

    public static func utc(_ date: Date) -> DERTime { DERTime(form: .utc(date)) }

    public static func generalized(_ date: Date) -> DERTime { DERTime(form: .generalized(date)) }

    /// A UTCTime of this text.
    public static func utc(text: String) -> DERTime { DERTime(form: .raw(tag: 0x17, text: text)) }

    /// A GeneralizedTime of this text.
    public static func generalized(text: String) -> DERTime { DERTime(form: .raw(tag: 0x18, text: text)) }

    func encode(into der: inout DERWriter) {
        switch form {
        case .x509(let date): der.x509Time(date)
        case .utc(let date): der.utcTime(date)
        case .generalized(let date): der.generalizedTime(date)
        case .raw(let tag, let text): der.primitive(tag: tag, text.utf8)
        }
    }
}
