/// A name as the RPKI writes names: one commonName as PrintableString and at most one serialNumber (RFC 6487 section
/// 4.4). Some CAs write UTF8String; where its octets would do in a PrintableString, that is let pass, unless the limits
/// are strict.
///
///     Name ::= CHOICE { rdnSequence SEQUENCE OF RelativeDistinguishedName }
///     RelativeDistinguishedName ::= SET SIZE (1..MAX) OF SEQUENCE { type OBJECT IDENTIFIER, value ANY }
struct DistinguishedName {
    let whole: Range<Int>
    let commonName: Range<Int>
    /// The place of the first value in UTF8String, if there is one. The profile allows it only in a router's subject.
    let utf8Offset: Int?
    /// True if a value is UTF8String that PrintableString could not hold.
    let needsUTF8: Bool

    /// Reads a name; what breaks the profile is refused with `code` and `rule`.
    init(
        _ reader: inout DERReader, _ bytes: Span<UInt8>, _ code: ObjectError.Code, _ rule: Rule,
        _ limits: DecodingLimits, allowingUTF8 utf8: Bool = false
    ) throws(ObjectError) {
        let name = try reader.next(.sequence, bytes)
        var relativeNames = DERReader(name.content)
        var common: Range<Int>?
        var serial = false
        var utf8Offset: Int?
        var needsUTF8 = false
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
                let isUTF8 = value.tag == .utf8String
                let isPlain = !isUTF8 || bytes.isPrintableString(value.content)
                guard isUTF8 ? isPlain && !limits.isStrict || utf8 : value.tag == .printableString else {
                    throw .notPrintableString(code, rule, at: value.start, value.tag, isPlain: isPlain)
                }
                if isUTF8 { utf8Offset = utf8Offset ?? value.start }
                if !isPlain { needsUTF8 = true }
                guard bytes.isPrintable(value.content, utf8: isUTF8) else {
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
        self.utf8Offset = utf8Offset
        self.needsUTF8 = needsUTF8
    }
}

extension ObjectError {
    /// The error that a value of a name is a string of another type than PrintableString.
    @inline(never)
    static func notPrintableString(
        _ code: Code, _ rule: Rule, at offset: Int, _ tag: DERTag, isPlain: Bool
    ) -> ObjectError {
        ObjectError(
            code, rule, at: offset,
            "\(tag) instead of PrintableString"
                + (isPlain || tag != .utf8String ? "" : ", with octets that PrintableString does not have"))
    }
}

extension Span<UInt8> {
    /// True if two names are the same: attributes of the same types and octets in the same order. The type of string
    /// does not matter, since it is not the CA's choice how its name is written in the objects that others issue.
    func namesEqual(_ name: Range<Int>, _ other: Span<UInt8>, _ otherName: Range<Int>) -> Bool {
        equals(name, other, otherName) || nameAttributesEqual(name, other, otherName)
    }

    @inline(never)
    private func nameAttributesEqual(_ name: Range<Int>, _ other: Span<UInt8>, _ otherName: Range<Int>) -> Bool {
        // Names of the same attributes are of the same length, since all tags of strings have one octet.
        guard name.count == otherName.count else { return false }
        do throws(ObjectError) {
            var left = try DERReader(name).sequenceContent(self)
            var right = try DERReader(otherName).sequenceContent(other)
            while !left.isAtEnd, !right.isAtEnd {
                var leftSet = DERReader(try left.next(.set, self).content)
                var rightSet = DERReader(try right.next(.set, other).content)
                while !leftSet.isAtEnd, !rightSet.isAtEnd {
                    var attribute = try leftSet.sequence(self)
                    var otherAttribute = try rightSet.sequence(other)
                    let type = try attribute.objectIdentifier(self)
                    guard try type == otherAttribute.objectIdentifier(other) else { return false }
                    let value = try attribute.next(self)
                    let otherValue = try otherAttribute.next(other)
                    guard equals(value.content, other, otherValue.content) else { return false }
                }
                guard leftSet.isAtEnd, rightSet.isAtEnd else { return false }
            }
            return left.isAtEnd && right.isAtEnd
        } catch {
            // Decoding has read the same octets before and would have thrown.
            return false
        }
    }

    /// True if all octets are in the alphabet of PrintableString (X.680 section 41.4).
    fileprivate func isPrintableString(_ range: Range<Int>) -> Bool {
        for index in range {
            let octet = self[index]
            let isLetter = (octet | 0x20) &- 0x61 < 26
            // Digits and : follow ' ( ) + , - . / without a gap, except for *.
            let isOther = octet &- 0x27 < 20 && octet != 0x2a || octet == 0x20 || octet == 0x3d || octet == 0x3f
            guard isLetter || isOther else { return false }
        }
        return true
    }

    /// True if `range` contains printable text. More than the alphabet of PrintableString is accepted, because CAs use
    /// it; control characters are not.
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
