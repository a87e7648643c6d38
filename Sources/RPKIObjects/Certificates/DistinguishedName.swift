/// A name as the RPKI writes names: one commonName as PrintableString and at most one serialNumber (RFC 6487 section 4.4).
///
///     Name ::= CHOICE { rdnSequence SEQUENCE OF RelativeDistinguishedName }
///     RelativeDistinguishedName ::= SET SIZE (1..MAX) OF SEQUENCE { type OBJECT IDENTIFIER, value ANY }
struct DistinguishedName {
    /// Where the whole name lies; equal names have equal octets here.
    let whole: Range<Int>
    let commonName: Range<Int>
    /// Whether a value is UTF8String, which only a router's subject may have.
    let usesUTF8: Bool

    /// Reads a name; what breaks the profile is refused with `code` and `rule`.
    init(
        _ reader: inout DERReader, _ bytes: Span<UInt8>, _ code: ObjectError.Code, _ rule: Rule,
        allowingUTF8 utf8: Bool = false
    ) throws(ObjectError) {
        let name = try reader.next(.sequence, bytes)
        var relativeNames = DERReader(name.content)
        var common: Range<Int>?
        var serial = false
        var isUTF8 = false
        while !relativeNames.isAtEnd {
            var attributes = DERReader(try relativeNames.next(.set, bytes).content)
            guard !attributes.isAtEnd else { throw ObjectError(code, rule, at: name.start, "empty relative name") }
            while !attributes.isAtEnd {
                var attribute = try attributes.sequence(bytes)
                let type = try attribute.objectIdentifier(bytes)
                let value = try attribute.next(bytes)
                try attribute.finish("an attribute of the name")
                switch type {
                case .commonName:
                    guard common == nil else {
                        throw ObjectError(code, rule, at: value.start, "more than one commonName")
                    }
                    common = value.content
                case .serialNumber:
                    guard !serial else {
                        throw ObjectError(code, rule, at: value.start, "more than one serialNumber")
                    }
                    serial = true
                default:
                    throw ObjectError(code, rule, at: value.start, "attribute \(type) in the name")
                }
                if value.tag == .utf8String { isUTF8 = true }
                guard value.tag == .printableString || utf8 && value.tag == .utf8String else {
                    throw ObjectError(code, rule, at: value.start, "\(value.tag) where PrintableString is asked for")
                }
            }
        }
        guard let common, !common.isEmpty else {
            throw ObjectError(code, rule, at: name.start, "the name has no commonName")
        }
        whole = name.whole
        commonName = common
        usesUTF8 = isUTF8
    }
}
