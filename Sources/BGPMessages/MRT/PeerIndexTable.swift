internal import NumberResources

/// The peers that the entries of a TABLE_DUMP_V2 file point at (RFC 6396 section 4.3.1).
package struct PeerIndexTable: Sendable {
    package let collectorID: UInt32
    package private(set) var peers: [BGPPeer] = []

    package init(_ octets: Span<UInt8>, _ body: Range<Int>) throws(MessageError) {
        let start = body.lowerBound
        guard body.count >= 8 else { throw .record(.peerTable, "4.3.1", at: start, "\(body.count) octets") }
        collectorID = octets.uint32(at: start)
        var offset = start + 6 + Int(octets.uint16(at: start + 4))
        guard offset + 2 <= body.upperBound else {
            throw .record(.peerTable, "4.3.1", at: start + 4, "the name of the view is cut off")
        }
        let count = Int(octets.uint16(at: offset))
        offset += 2
        peers.reserveCapacity(count)
        for index in 0..<count {
            guard offset + 5 <= body.upperBound else { throw PeerIndexTable.cutOff(index, count, offset) }
            let type = octets[offset]
            let addressSize = type & 1 == 0 ? 4 : 16
            let numberSize = type & 2 == 0 ? 2 : 4
            let address = offset + 5
            let number = address + addressSize
            guard number + numberSize <= body.upperBound else { throw PeerIndexTable.cutOff(index, count, offset) }
            peers.append(
                BGPPeer(
                    address: addressSize == 4
                        ? IPAddress(ipv4: octets.uint32(at: address)) : IPAddress(ipv6: octets.uint128(at: address)),
                    asn: ASN(numberSize == 4 ? octets.uint32(at: number) : UInt32(octets.uint16(at: number)))))
            offset = number + numberSize
        }
    }

    @inline(never)
    private static func cutOff(_ index: Int, _ count: Int, _ offset: Int) -> MessageError {
        .record(.peerTable, "4.3.1", at: offset, "peer \(index) of \(count) is cut off")
    }
}
