/// The places of the path attributes in a message or a RIB entry. Their content has not been read.
package struct AttributeLayout: Sendable {
    /// The place of an attribute's value; an absent attribute has none.
    package struct Part: Sendable {
        private let start: UInt32
        private let length: UInt32

        @inline(__always)
        package init(_ range: Range<Int>) {
            start = UInt32(truncatingIfNeeded: range.lowerBound)
            length = UInt32(truncatingIfNeeded: range.count)
        }

        @inline(__always)
        package init() {
            start = 0
            length = 0
        }

        // A value has its flags, type and length before it, so that it never lies at 0.
        @inline(__always)
        package var isPresent: Bool { start != 0 }

        @inline(__always)
        package var offset: Int { Int(start) }

        @inline(__always)
        package var count: Int { Int(length) }

        @inline(__always)
        package var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
    }

    /// One place a type code; codes of attributes that are not read have none.
    private var parts = InlineArray<40, Part>(repeating: Part())

    package init() {}

    package subscript(type: AttributeType) -> Part {
        @inline(__always) get { parts[Int(type.rawValue)] }
        @inline(__always) set { parts[Int(type.rawValue)] = newValue }
    }
}

extension AttributeLayout {
    /// Finds the attributes in `range` of `octets`.
    ///
    /// Attributes whose flags are wrong are left out here, as are second ones and those of unknown type; what follows
    /// from it is added to `faults` (RFC 7606 sections 3 and 4).
    ///
    /// - Parameters:
    ///   - ignoresFlags: Accepts attributes regardless of their flags.
    ///   - keepsMisflagged: Notes wrong flags, and accepts the attribute.
    package init(
        _ octets: Span<UInt8>, _ range: Range<Int>, ignoresFlags: Bool = false, keepsMisflagged: Bool = false,
        faults: inout [MessageError]
    ) {
        self.init()
        var offset = range.lowerBound
        let end = range.upperBound
        while offset < end {
            let start = offset
            guard end - offset >= 3 else {
                faults.append(.attributeLength(at: start, "\(end - offset) octets left"))
                return
            }
            let flags = octets[offset]
            let code = octets[offset + 1]
            var length = Int(octets[offset + 2])
            offset += 3
            if flags & 0x10 != 0 {
                guard offset < end else {
                    faults.append(.attributeLength(at: start, "3 octets left for an attribute of extended length"))
                    return
                }
                length = length << 8 | Int(octets[offset])
                offset += 1
            }
            guard length <= end - offset else {
                faults.append(
                    .attributeLength(at: start, "attribute \(code) of \(length) octets, \(end - offset) left"))
                return
            }
            let value = offset..<offset + length
            offset = value.upperBound
            guard let type = AttributeType(rawValue: code) else {
                // An unknown well-known attribute is an error (RFC 4271 section 6.3), but not a reason to lose the
                // routes.
                if flags & 0x80 == 0, !ignoresFlags {
                    faults.append(.unknownWellKnown(code, at: start))
                }
                continue
            }
            guard ignoresFlags || flags & 0xc0 == type.flags else {
                faults.append(.flags(flags, of: type, at: start))
                if keepsMisflagged || type == .multiprotocolReach || type == .multiprotocolUnreach {
                    place(type, value, start, &faults)
                }
                continue
            }
            place(type, value, start, &faults)
        }
    }

    @inline(__always)
    private mutating func place(
        _ type: AttributeType, _ value: Range<Int>, _ start: Int, _ faults: inout [MessageError]
    ) {
        if self[type].isPresent {
            faults.append(.duplicate(type, at: start))
        } else {
            self[type] = Part(value)
        }
    }
}

extension MessageError {
    @inline(never)
    fileprivate static func attributeLength(at offset: Int, _ detail: String) -> MessageError {
        MessageError(.attributeLength, .treatAsWithdraw, "RFC 7606 section 4", at: offset, detail)
    }

    @inline(never)
    fileprivate static func unknownWellKnown(_ code: UInt8, at offset: Int) -> MessageError {
        MessageError(
            .attributeFlags, .treatAsWithdraw, "RFC 4271 section 6.3", at: offset,
            "unknown well-known attribute \(code)")
    }

    /// RFC 7606 section 3 item c: treat-as-withdraw, unless the attribute's own rule is milder.
    @inline(never)
    fileprivate static func flags(_ flags: UInt8, of type: AttributeType, at offset: Int) -> MessageError {
        MessageError(
            .attributeFlags, min(type.malformed.handling, .treatAsWithdraw), "RFC 7606 section 3", at: offset,
            "flags 0x\(String(flags, radix: 16)) of attribute \(type.rawValue)")
    }

    /// RFC 7606 section 3 item g: the first one counts, but with routes in two of them nothing is certain.
    @inline(never)
    fileprivate static func duplicate(_ type: AttributeType, at offset: Int) -> MessageError {
        let isOfRoutes = type == .multiprotocolReach || type == .multiprotocolUnreach
        return MessageError(
            .duplicateAttribute, isOfRoutes ? .sessionReset : .attributeDiscard, "RFC 7606 section 3", at: offset,
            "attribute \(type.rawValue) occurs twice")
    }
}
