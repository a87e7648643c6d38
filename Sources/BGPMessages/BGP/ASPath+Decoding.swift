internal import NumberResources

extension ASPath {
    /// Reads AS_PATH or AS4_PATH at `range` of `octets` (RFC 4271 section 4.3, RFC 5065 section 3).
    ///
    /// Neighbouring sequences become one: a segment has room for 255 AS numbers only.
    ///
    /// - Returns: The offset and nature of the first fault where the path is malformed: an unknown type of segment, one
    ///   that is cut off, or one without AS numbers (RFC 7606 section 7.2).
    package static func decode(
        _ octets: Span<UInt8>, _ range: Range<Int>, octetsPerASN: Int
    ) -> Result<ASPath, ASPathFault> {
        var offset = range.lowerBound
        let end = range.upperBound
        var runs: [Run] = []
        var total = 0
        var isPlain = true
        while offset < end {
            guard end - offset >= 2 else { return .failure(ASPathFault(offset, "a segment is cut off")) }
            guard let kind = SegmentKind(rawValue: octets[offset]) else {
                return .failure(ASPathFault(offset, "segment type \(octets[offset])"))
            }
            let count = Int(octets[offset + 1])
            guard count > 0 else { return .failure(ASPathFault(offset, "a segment without AS numbers")) }
            guard count * octetsPerASN <= end - offset - 2 else {
                return .failure(ASPathFault(offset, "a segment of \(count) AS numbers is cut off"))
            }
            if kind != .sequence, isPlain {
                isPlain = false
                if total > 0 { runs.append(Run(kind: .sequence, count: total)) }
            }
            if !isPlain { runs.append(kind, count) }
            total += count
            offset += 2 + count * octetsPerASN
        }
        let asns = asns(octets, range, octetsPerASN: octetsPerASN, count: total)
        return .success(ASPath(asns: asns, runs: runs))
    }

    /// The `count` AS numbers of all segments in `range`, which are known to be whole.
    private static func asns(
        _ octets: Span<UInt8>, _ range: Range<Int>, octetsPerASN: Int, count: Int
    ) -> [ASN] {
        if count == 0 { return [] }
        return [ASN](unsafeUninitializedCapacity: count) { buffer, initialized in
            var offset = range.lowerBound
            while offset < range.upperBound {
                let end = offset + 2 + Int(octets[offset + 1]) * octetsPerASN
                offset += 2
                while offset < end {
                    let number = octetsPerASN == 4 ? octets.uint32(at: offset) : UInt32(octets.uint16(at: offset))
                    buffer.initializeElement(at: initialized, to: ASN(number))
                    initialized += 1
                    offset += octetsPerASN
                }
            }
        }
    }
}

/// The fault of an AS path, and its place.
package struct ASPathFault: Error {
    package let offset: Int
    package let detail: String

    @inline(never)
    init(_ offset: Int, _ detail: String) {
        self.offset = offset
        self.detail = detail
    }
}

extension [ASPath.Run] {
    /// Appends a segment; sequences that follow each other become one.
    mutating func append(_ kind: ASPath.SegmentKind, _ count: Int) {
        let isSequence = kind == .sequence || kind == .confederationSequence
        if isSequence, let last, last.kind == kind {
            self[self.count - 1] = ASPath.Run(kind: kind, count: last.count + count)
        } else {
            append(ASPath.Run(kind: kind, count: count))
        }
    }
}
