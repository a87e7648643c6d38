internal import NumberResources

/// One type, length and value of a BMP message (RFC 7854 section 4.4).
struct BMPTLV: Hashable, Sendable {
    let type: UInt16
    /// True if the type is of an enterprise's own numbering (draft-ietf-grow-bmp-tlv section 4.2).
    var isEnterprise = false
    /// The place of the value in the message.
    let value: Range<Int>
}

extension BMPTLV {
    /// The TLVs from `start` to the end of a message.
    ///
    /// - Throws: `tlvLength` or `tlvLimit`.
    static func all(in message: Span<UInt8>, from start: Int, limits: BMPLimits) throws(MessageError) -> [BMPTLV] {
        var tlvs: [BMPTLV] = []
        var position = start
        while position < message.count {
            guard message.count - position >= 4 else {
                throw .bmpTLV(at: position, "\(message.count - position) octets")
            }
            let value = position + 4
            let length = Int(message.uint16(at: position + 2))
            guard length <= message.count - value else {
                throw .bmpTLV(at: position + 2, "length \(length), \(message.count - value) octets are left")
            }
            guard tlvs.count < limits.tlvs else { throw .bmpTooManyTLVs(at: position, limits) }
            tlvs.append(BMPTLV(type: message.uint16(at: position), value: value..<value + length))
            position = value + length
        }
        return tlvs
    }

    /// The TLVs of version 4, which may be of an enterprise's own and, in Route Monitoring, carry an index.
    ///
    /// The drafts do not say plainly whether a length counts the enterprise's number, and senders differ: the reading that
    /// ends where the message ends is the right one.
    static func extended(
        in message: Span<UInt8>, from start: Int, isIndexed: Bool, limits: BMPLimits
    ) throws(MessageError) -> [BMPTLV] {
        do throws(MessageError) {
            return try extended(message, start, isIndexed, countsEnterprise: false, limits)
        } catch {
            guard error.code == .bmpTLVLength,
                let tlvs = try? extended(message, start, isIndexed, countsEnterprise: true, limits)
            else { throw error }
            return tlvs
        }
    }

    private static func extended(
        _ message: Span<UInt8>, _ start: Int, _ isIndexed: Bool, countsEnterprise: Bool, _ limits: BMPLimits
    ) throws(MessageError) -> [BMPTLV] {
        var tlvs: [BMPTLV] = []
        var position = start
        while position < message.count {
            guard message.count - position >= 4 else {
                throw .bmpTLV(at: position, "\(message.count - position) octets")
            }
            let type = message.uint16(at: position)
            let isEnterprise = type & 0x8000 != 0
            let extra = (isIndexed ? 2 : 0) + (isEnterprise ? 4 : 0)
            let length = Int(message.uint16(at: position + 2)) - (isEnterprise && countsEnterprise ? 4 : 0)
            let value = position + 4 + extra
            guard length >= 0, value <= message.count, length <= message.count - value else {
                throw .bmpTLV(at: position + 2, "length \(length), \(message.count - position) octets are left")
            }
            guard tlvs.count < limits.tlvs else { throw .bmpTooManyTLVs(at: position, limits) }
            tlvs.append(BMPTLV(type: type & 0x7fff, isEnterprise: isEnterprise, value: value..<value + length))
            position = value + length
        }
        return tlvs
    }
}

extension Span<UInt8> {
    /// The text in `range`, at most as long as is kept.
    func text(_ range: Range<Int>, limits: BMPLimits) -> String {
        let kept = extracting(range.lowerBound..<Swift.min(range.upperBound, range.lowerBound + limits.textSize))
        return String(decoding: kept.withUnsafeBufferPointer { Array($0) }, as: UTF8.self)
    }
}
