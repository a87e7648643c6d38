package import NIOCore
internal import NumberResources
internal import ValidatedPayloads

/// An answer from Cache Response to End of Data, encoded once; every connection sends the same octets.
package struct EncodedAnswer: Sendable {
    /// Some 128 KiB each.
    package let chunks: [ByteBuffer]
    package let octets: Int
    package let pdus: Int
}

/// Puts PDUs into chunks.
///
/// The order is that of draft-ietf-sidrops-8210bis section 11.2, in every version: by kind; what is announced before what is
/// withdrawn; prefixes that are announced from the highest address down, so that no router has a covering prefix without what
/// it covers, and those that are withdrawn the other way round.
struct AnswerEncoder {
    private static let chunkSize = 1 << 17

    let version: ProtocolVersion
    private var chunks: [ByteBuffer] = []
    private var chunk: ByteBuffer
    private var pdus = 0

    init(_ version: ProtocolVersion) {
        self.version = version
        chunk = ByteBuffer()
        chunk.reserveCapacity(512)
    }

    mutating func append(_ pdu: PDU) {
        begin()
        chunk.write(pdu, version: version)
    }

    mutating func finish() -> EncodedAnswer {
        if chunk.readableBytes > 0 { chunks.append(chunk) }
        return EncodedAnswer(chunks: chunks, octets: chunks.reduce(0) { $0 + $1.readableBytes }, pdus: pdus)
    }

    /// Makes room for a PDU.
    @inline(__always)
    private mutating func begin() {
        pdus += 1
        if chunk.writableBytes >= 64 { return }
        if chunk.readableBytes < AnswerEncoder.chunkSize / 2 {
            chunk.reserveCapacity(AnswerEncoder.chunkSize)
        } else {
            chunks.append(chunk)
            chunk = ByteBuffer()
            chunk.reserveCapacity(AnswerEncoder.chunkSize)
        }
    }

    // MARK: Everything

    mutating func append(_ set: PayloadSet) {
        let split = set.vrps.partitioningIndex { $0.prefix.family == .ipv6 }
        announce(ascending: set.vrps[..<split])
        announce(ascending: set.vrps[split...])
        if version >= .one {
            for key in set.routerKeys.sorted(by: AnswerEncoder.isBefore) { append(key, .announce) }
        }
        if version >= .two {
            for aspa in set.aspas { append(aspa) }
        }
    }

    /// Announces `vrps`, which are in the order of sets, from the highest address down.
    private mutating func announce(ascending vrps: ArraySlice<VRP>) {
        var end = vrps.endIndex
        while end > vrps.startIndex {
            let bits = vrps[end - 1].prefix.leftAlignedBits
            var start = end - 1
            while start > vrps.startIndex, vrps[start - 1].prefix.leftAlignedBits == bits { start -= 1 }
            if start == end - 1 {
                append(vrps[start], .announce)
            } else {
                for vrp in vrps[start..<end].sorted(by: AnswerEncoder.isAnnouncedBefore) { append(vrp, .announce) }
            }
            end = start
        }
    }

    // MARK: A difference

    mutating func append(_ delta: PayloadDelta) {
        for family in AddressFamily.allCases {
            let announced = delta.vrps.announced.filter { $0.prefix.family == family }
            for vrp in announced.sorted(by: AnswerEncoder.isAnnouncedBefore) { append(vrp, .announce) }
            let withdrawn = delta.vrps.withdrawn.filter { $0.prefix.family == family }
            for vrp in withdrawn.sorted(by: { AnswerEncoder.isAnnouncedBefore($1, $0) }) { append(vrp, .withdraw) }
        }
        if version >= .one {
            for key in delta.routerKeys.announced.sorted(by: AnswerEncoder.isBefore) { append(key, .announce) }
            for key in delta.routerKeys.withdrawn.sorted(by: AnswerEncoder.isBefore) { append(key, .withdraw) }
        }
        if version >= .two {
            // An announcement replaces what the router has for the customer.
            let announced = delta.aspas.announced.filter(\.fitsPDU)
            let customers = Set(announced.map(\.customer))
            for aspa in announced { append(aspa) }
            for aspa in delta.aspas.withdrawn where aspa.fitsPDU && !customers.contains(aspa.customer) {
                append(.aspaWithdrawal(customer: aspa.customer))
            }
        }
    }

    /// By key identifier, then by key, shorter ones first, then by AS (section 11.2.2).
    private static func isBefore(_ first: RouterKey, _ second: RouterKey) -> Bool {
        if first.subjectKeyIdentifier != second.subjectKeyIdentifier {
            return first.subjectKeyIdentifier.lexicographicallyPrecedes(second.subjectKeyIdentifier)
        }
        if first.publicKey.count != second.publicKey.count { return first.publicKey.count < second.publicKey.count }
        if first.publicKey != second.publicKey { return first.publicKey.lexicographicallyPrecedes(second.publicKey) }
        return first.asn < second.asn
    }

    private static func isAnnouncedBefore(_ first: VRP, _ second: VRP) -> Bool {
        let (left, right) = (first.prefix.leftAlignedBits, second.prefix.leftAlignedBits)
        if left != right { return left > right }
        if first.maxLength != second.maxLength { return first.maxLength > second.maxLength }
        if first.prefix.length != second.prefix.length { return first.prefix.length > second.prefix.length }
        return first.asn > second.asn
    }

    // MARK: Payloads

    private mutating func append(_ vrp: VRP, _ flag: PDUFlag) {
        begin()
        chunk.write(vrp, flag, version: version)
    }

    private mutating func append(_ key: RouterKey, _ flag: PDUFlag) {
        guard key.publicKey.count <= Int(PDUHeader.maximumLength) - 32 else { return }
        begin()
        chunk.write(key, flag, version: version)
    }

    private mutating func append(_ aspa: ASPA) {
        guard aspa.fitsPDU else { return }
        begin()
        chunk.write(aspa, version: version)
    }
}

extension RandomAccessCollection {
    /// The start of the elements for which `belongsToSecond` holds; it must hold for all after the first.
    fileprivate func partitioningIndex(where belongsToSecond: (Element) -> Bool) -> Index {
        var low = startIndex
        var count = self.count
        while count > 0 {
            let half = count / 2
            let middle = index(low, offsetBy: half)
            if belongsToSecond(self[middle]) {
                count = half
            } else {
                low = index(after: middle)
                count -= half + 1
            }
        }
        return low
    }
}
