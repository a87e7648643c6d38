internal import RPKIObjects

/// A way to write values in BER that is not DER, as CAs did in former years.
public enum BERForm: String, Hashable, Sendable, CaseIterable {
    /// Constructed values of indefinite length.
    case indefinite
    /// Lengths in eight octets.
    case longLengths
    /// Constructed values of indefinite length, and OCTET STRINGs in parts.
    case parts

    /// The values of `der` in this form.
    public func encode(_ der: [UInt8]) -> [UInt8] {
        var octets: [UInt8] = []
        write(der.span, 0..<der.count, into: &octets)
        return octets
    }

    private func write(_ bytes: Span<UInt8>, _ range: Range<Int>, into octets: inout [UInt8]) {
        var reader = DERReader(range)
        while !reader.isAtEnd {
            guard let value = try? reader.next(bytes) else {
                octets += bytes.octets(reader.offset..<range.upperBound)
                return
            }
            let tag = value.tag.rawValue
            if tag & 0x20 != 0 {
                var content: [UInt8] = []
                write(bytes, value.content, into: &content)
                append(tag, content, into: &octets)
            } else if self == .parts, value.tag == .octetString, value.content.count > 1 {
                let middle = value.content.lowerBound + min(value.content.count / 2, 100)
                var content: [UInt8] = []
                appendDefinite(tag, bytes.octets(value.content.lowerBound..<middle), into: &content)
                append(
                    0x24, DERWriter.encode { $0.octetString(bytes.octets(middle..<value.content.upperBound)) },
                    into: &content)
                append(0x24, content, into: &octets)
            } else {
                appendDefinite(tag, bytes.octets(value.content), into: &octets)
            }
        }
    }

    private func append(_ tag: UInt8, _ content: [UInt8], into octets: inout [UInt8]) {
        guard self != .longLengths else { return appendDefinite(tag, content, into: &octets) }
        octets += [tag, 0x80] + content + [0, 0]
    }

    private func appendDefinite(_ tag: UInt8, _ content: [UInt8], into octets: inout [UInt8]) {
        if self == .longLengths {
            octets += [tag, 0x88] + UInt64(content.count).bigEndianOctets + content
        } else {
            octets += DERWriter.encode { $0.primitive(tag: tag, content) }
        }
    }
}
