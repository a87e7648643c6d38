internal import NumberResources

extension BGPDumpAttributes {
    /// `1853 1239 {13659,701}`, with `(1 2)` for a sequence and `[1,2]` for a set of a confederation.
    static func writePath(
        _ text: inout TextBuffer, _ octets: Span<UInt8>, _ parts: AttributeLayout, _ octetsPerASN: Int
    ) {
        let part = parts[.asPath]
        if octetsPerASN == 2, parts[.as4Path].count > 0, part.isPresent, usesAS4Path(octets, parts) {
            writeMerged(&text, octets, part.range, parts[.as4Path].range)
        } else if part.isPresent {
            writePath(&text, octets, part.range, octetsPerASN)
        }
    }

    @inline(__always)
    private static func writePath(
        _ text: inout TextBuffer, _ octets: Span<UInt8>, _ range: Range<Int>, _ octetsPerASN: Int
    ) {
        let start = text.count
        var offset = range.lowerBound
        let end = range.upperBound
        var needsSpace = false
        while offset < end {
            guard end - offset >= 2, let kind = ASPath.SegmentKind(rawValue: octets[offset]) else {
                return fail(&text, start)
            }
            let count = Int(octets[offset + 1])
            offset += 2
            let segmentEnd = offset + count * octetsPerASN
            guard segmentEnd <= end else { return fail(&text, start) }
            text.reserve(count * 11 + 4)
            if needsSpace { text.put(UInt8(ascii: " ")) }
            needsSpace = count > 0
            if kind != .sequence { text.put(opening(kind)) }
            let separator = kind == .set || kind == .confederationSet ? UInt8(ascii: ",") : UInt8(ascii: " ")
            let first = offset
            while offset < segmentEnd {
                if offset > first { text.put(separator) }
                text.put(decimal: octetsPerASN == 4 ? octets.uint32(at: offset) : UInt32(octets.uint16(at: offset)))
                offset += octetsPerASN
            }
            if kind != .sequence { text.put(closing(kind)) }
        }
    }

    /// A path that cannot be read has these words in its place.
    @inline(never)
    private static func fail(_ text: inout TextBuffer, _ start: Int) {
        text.truncate(to: start)
        text.put("! Error !")
    }

    /// RFC 6793 section 4.2.3: AS4_PATH does not count where an AGGREGATOR has another number than AS_TRANS.
    private static func usesAS4Path(_ octets: Span<UInt8>, _ parts: AttributeLayout) -> Bool {
        guard parts[.aggregator].isPresent, parts[.as4Aggregator].isPresent else { return true }
        return octets.filledUInt32(parts[.aggregator].range) >> 16 == ASN.transition.rawValue
    }

    private static func writeMerged(
        _ text: inout TextBuffer, _ octets: Span<UInt8>, _ range: Range<Int>, _ as4Range: Range<Int>
    ) {
        guard case .success(let path) = ASPath.decode(octets, range, octetsPerASN: 2),
            case .success(let as4Path) = ASPath.decode(octets, as4Range, octetsPerASN: 4)
        else { return fail(&text, text.count) }
        write(&text, path.merged(with: as4Path))
    }

    /// The same for a path that has been read.
    static func write(_ text: inout TextBuffer, _ path: ASPath) {
        var isFirst = true
        for segment in path.segments {
            text.reserve(segment.asns.count * 11 + 4)
            if !isFirst { text.put(UInt8(ascii: " ")) }
            isFirst = false
            if segment.kind != .sequence { text.put(opening(segment.kind)) }
            let isSet = segment.kind == .set || segment.kind == .confederationSet
            for (index, asn) in segment.asns.enumerated() {
                if index > 0 { text.put(isSet ? UInt8(ascii: ",") : UInt8(ascii: " ")) }
                text.put(decimal: asn.rawValue)
            }
            if segment.kind != .sequence { text.put(closing(segment.kind)) }
        }
    }

    private static func opening(_ kind: ASPath.SegmentKind) -> UInt8 {
        switch kind {
        case .set: UInt8(ascii: "{")
        case .sequence: UInt8(ascii: " ")
        case .confederationSequence: UInt8(ascii: "(")
        case .confederationSet: UInt8(ascii: "[")
        }
    }

    private static func closing(_ kind: ASPath.SegmentKind) -> UInt8 {
        switch kind {
        case .set: UInt8(ascii: "}")
        case .sequence: UInt8(ascii: " ")
        case .confederationSequence: UInt8(ascii: ")")
        case .confederationSet: UInt8(ascii: "]")
        }
    }
}
