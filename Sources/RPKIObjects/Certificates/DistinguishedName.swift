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
        var unordered: Int?
        while !relativeNames.isAtEnd {
            var attributes = DERReader(try relativeNames.next(.set, bytes).content)
            guard !attributes.isAtEnd else { throw ObjectError(code, rule, at: name.start, "empty relative name") }
            var previous: Range<Int>?
            while !attributes.isAtEnd {
                let item = try attributes.next(.sequence, bytes)
                if let previous, !bytes.isAscending(previous, item.whole) { unordered = item.start }
                previous = item.whole
                var attribute = DERReader(item.content)
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
                guard bytes.isPrintable(value.content, utf8: value.tag == .utf8String) else {
                    throw ObjectError(.string, .x690("8.23"), at: value.start, "\(value.tag) with unprintable octets")
                }
            }
        }
        guard let common, !common.isEmpty else {
            throw ObjectError(code, rule, at: name.start, "the name has no commonName")
        }
        if let unordered {
            throw ObjectError(.setOrder, .x690("11.6"), at: unordered, "attributes of the name are out of order")
        }
        whole = name.whole
        commonName = common
        usesUTF8 = isUTF8
    }
}

extension Span<UInt8> {
    /// Whether text stands in `range` that can be shown. More than the alphabet of PrintableString is let pass, since CAs
    /// write it; control characters are not.
    fileprivate func isPrintable(_ range: Range<Int>, utf8: Bool) -> Bool {
        let isShown = extracting(range).withUnsafeBufferPointer { octets in
            var unfit: UInt8 = 0
            for octet in octets {
                unfit |= (octet < 0x20 ? 1 : 0) | (octet == 0x7f ? 1 : 0) | (utf8 ? 0 : octet & 0x80)
            }
            return unfit == 0
        }
        guard isShown else { return false }
        return !utf8 || String(validating: octets(range), as: UTF8.self) != nil
    }
}
