internal import NumberResources

// Messages that a router sends about itself and about numbers.

extension BMPRouter {
    /// The body of an Initiation message (RFC 7854 section 4.3).
    init(decoding message: Span<UInt8>, limits: BMPLimits) throws(MessageError) {
        self.init()
        for tlv in try BMPTLV.all(in: message, from: BMPHeader.size, limits: limits) {
            switch tlv.type {
            case 0: texts.append(message.text(tlv.value, limits: limits))
            case 1: description = message.text(tlv.value, limits: limits)
            case 2: name = message.text(tlv.value, limits: limits)
            default: break
            }
        }
    }
}

extension BMPTermination {
    /// The body of a Termination message (RFC 7854 section 4.5).
    init(decoding message: Span<UInt8>, limits: BMPLimits) throws(MessageError) {
        for tlv in try BMPTLV.all(in: message, from: BMPHeader.size, limits: limits) {
            switch tlv.type {
            case 0: texts.append(message.text(tlv.value, limits: limits))
            case 1 where tlv.value.count == 2: reason = Reason(rawValue: message.uint16(at: tlv.value.lowerBound))
            case 1: throw .bmpBody("4.5", at: tlv.value.lowerBound, "a reason of \(tlv.value.count) octets")
            default: break
            }
        }
    }
}

extension BMPStatistic {
    /// The body of a Statistics Report (RFC 7854 section 4.8). A type that is not known is passed over.
    static func all(in message: Span<UInt8>, _ header: BMPHeader, limits: BMPLimits) throws(MessageError)
        -> [BMPStatistic]
    {
        let start = BMPHeader.size + BMPPeerHeader.size
        guard header.version == 4 else { return try all(in: message, from: start, limits: limits) }
        // In version 4 what was the body is the value of a TLV, type 1.
        let tlvs = try BMPTLV.extended(in: message, from: start, isIndexed: false, limits: limits)
        guard let tlv = tlvs.first(where: { $0.type == 1 && !$0.isEnterprise }) else {
            throw MessageError(.bmpMissingTLV, .skip, "draft-ietf-grow-bmp-tlv", at: start, "no statistics TLV")
        }
        return try all(in: message.extracting(0..<tlv.value.upperBound), from: tlv.value.lowerBound, limits: limits)
    }

    private static func all(
        in message: Span<UInt8>, from start: Int, limits: BMPLimits
    ) throws(MessageError) -> [BMPStatistic] {
        guard message.count - start >= 4 else { throw .bmpBody("4.8", at: start, "no count") }
        let count = Int(message.uint32(at: start))
        let tlvs = try BMPTLV.all(in: message, from: start + 4, limits: limits)
        guard tlvs.count == count else {
            throw MessageError(
                .bmpStatistic, .skip, MessageError.rfc7854("4.8"), at: start,
                "\(tlvs.count) statistics, the count says \(count)")
        }
        var statistics: [BMPStatistic] = []
        statistics.reserveCapacity(count)
        for tlv in tlvs {
            let kind = Kind(rawValue: tlv.type)
            guard kind.size == nil || kind.size == tlv.value.count else {
                throw MessageError(
                    .bmpStatistic, .skip, MessageError.rfc7854("4.8"), at: tlv.value.lowerBound,
                    "type \(tlv.type) of \(tlv.value.count) octets")
            }
            let value = tlv.value.lowerBound
            switch tlv.value.count {
            case 4:
                statistics.append(BMPStatistic(kind: kind, family: nil, value: UInt64(message.uint32(at: value))))
            case 8: statistics.append(BMPStatistic(kind: kind, family: nil, value: message.uint64(at: value)))
            case 11:
                let family = RouteFamily(afi: message.uint16(at: value), safi: message[value + 2])
                statistics.append(BMPStatistic(kind: kind, family: family, value: message.uint64(at: value + 3)))
            default: break
            }
        }
        return statistics
    }
}
