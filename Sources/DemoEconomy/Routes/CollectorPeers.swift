public import BGPMessages
public import NumberResources

/// A collector of routes in the demo, with the networks that send it theirs.
public struct DemoCollector: Hashable, Sendable {
    public struct Peer: Hashable, Sendable {
        public let peer: BGPPeer
        /// The address of its side for routes of IPv6.
        public let nextHop: IPAddress
        /// Whether it sends all that it has, or only what is its own and its customers'.
        public let isFull: Bool
    }

    public let name: String
    public let peers: [Peer]

    /// The collectors of the demo: twelve peers, ten of them with a full table.
    public static let all: [DemoCollector] = [
        collector(
            "rc00.faro.example", from: 1,
            [4_200_000_001, 4_200_000_002, 4_200_000_003, 64_600, 64_700, 64_800], partial: [64_610]),
        collector(
            "rc01.asteria.example", from: 101, [4_200_000_004, 64_601, 64_701, 64_810], partial: [64_710]),
    ]

    private static func collector(_ name: String, from first: UInt32, _ full: [ASN], partial: [ASN]) -> DemoCollector {
        let lan = DemoNumbers.prefix("10.255.0.0/24").address.ipv4Value
        let long = DemoNumbers.prefix("3fff:fff::/48").address.leftAlignedBits
        let peers = (full + partial).enumerated().map { index, asn in
            let number = first + UInt32(index)
            return Peer(
                peer: BGPPeer(address: IPAddress(ipv4: lan + number), asn: asn),
                nextHop: IPAddress(ipv6: long + UInt128(number)), isFull: full.contains(asn))
        }
        return DemoCollector(name: name, peers: peers)
    }
}
