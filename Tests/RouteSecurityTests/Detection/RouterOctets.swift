import BGPMessages
import NumberResources
import TestSupport

/// A router that sends BMP (RFC 7854) of one neighbour, with its faults: octet by octet.
struct RouterOctets {
    /// What is wrong with attributes of an announcement that no judgement needs.
    enum Fault: CaseIterable {
        case originMissing, originUnknown, originLong, originFlags, nextHopMissing, nextHopShort, communities,
            largeCommunities
        case med, localPreference, duplicate, unknown, aggregator, originatorID
    }

    let number: Int
    /// Whether AS numbers in paths have four octets.
    let isWide: Bool
    /// Whether the A flag says the opposite.
    let liesAboutWidth: Bool
    /// Whether routes are those after policy.
    let isPostPolicy: Bool
    /// Whether NLRI of IPv4 has path identifiers, as both sides have agreed.
    let addsPaths: Bool

    init(_ number: Int, _ random: inout SeededGenerator) {
        self.number = number
        isWide = Int.random(in: 0..<4, using: &random) > 0
        liesAboutWidth = Int.random(in: 0..<3, using: &random) == 0
        isPostPolicy = Bool.random(using: &random)
        addsPaths = Int.random(in: 0..<4, using: &random) == 0
    }

    private static func big<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }

    private static func message(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
        [3] + big(UInt32(6 + body.count)) + [type] + body
    }

    private static func bgp(_ type: UInt8, _ body: [UInt8]) -> [UInt8] {
        Array(repeating: 0xff, count: 16) + big(UInt16(19 + body.count)) + [type] + body
    }

    private static func attribute(_ flags: UInt8, _ type: UInt8, _ value: [UInt8]) -> [UInt8] {
        value.count > 255
            ? [flags | 0x10, type] + big(UInt16(value.count)) + value : [flags, type, UInt8(value.count)] + value
    }

    var peer: BGPPeer { Scenario.peer(number) }

    private func header(at time: BGPTime, isOutbound: Bool = false, isPost: Bool? = nil) -> [UInt8] {
        let isNarrow = isWide == liesAboutWidth
        let flags: UInt8 =
            (isPost ?? isPostPolicy ? 0x40 : 0) | (isNarrow ? 0x20 : 0) | (isOutbound ? 0x10 : 0)
        var octets: [UInt8] = [0, flags] + Array(repeating: 0, count: 8 + 12)
        octets += RouterOctets.big(peer.address.ipv4Value) + RouterOctets.big(peer.asn.rawValue)
        octets += [192, 0, 2, 1] + RouterOctets.big(UInt32(time.seconds)) + RouterOctets.big(UInt32(0))
        return octets
    }

    private func open(_ asn: UInt16) -> [UInt8] {
        var capabilities: [[UInt8]] = isWide ? [[65, 4, 0, 0] + RouterOctets.big(asn)] : []
        if addsPaths { capabilities.append([69, 4, 0, 1, 1, 3]) }
        var parameters: [UInt8] = []
        for capability in capabilities { parameters += [2, UInt8(capability.count)] + capability }
        let fixed: [UInt8] = [4] + RouterOctets.big(asn) + [0, 90, 192, 0, 2, 1, UInt8(parameters.count)]
        return RouterOctets.bgp(1, fixed + parameters)
    }

    func up(at time: BGPTime) -> [UInt8] {
        var body = header(at: time) + Array(repeating: 0, count: 12) + [192, 0, 2, 254, 0, 179, 0x9c, 0x40]
        body += open(64_496) + open(UInt16(truncatingIfNeeded: peer.asn.rawValue))
        return RouterOctets.message(3, body)
    }

    func down(at time: BGPTime) -> [UInt8] { RouterOctets.message(2, header(at: time) + [4]) }

    private func nlri(_ prefix: IPPrefix) -> [UInt8] {
        let octets = prefix.address.octets.prefix((Int(prefix.length) + 7) / 8)
        let id: [UInt8] = addsPaths && prefix.family == .ipv4 ? [0, 0, 0, 7] : []
        return id + [prefix.length] + octets
    }

    private func path(_ asns: [ASN], tail: [ASN]) -> [UInt8] {
        func numbers(_ asns: [ASN]) -> [UInt8] {
            asns.flatMap {
                isWide ? RouterOctets.big($0.rawValue) : RouterOctets.big(UInt16(truncatingIfNeeded: $0.rawValue))
            }
        }
        let set: [UInt8] = tail.isEmpty ? [] : [1, UInt8(tail.count)] + numbers(tail)
        let sequence: [UInt8] = [2, UInt8(asns.count)] + numbers(asns)
        return RouterOctets.attribute(0x40, 2, sequence + set)
    }

    /// An announcement.
    ///
    /// - Parameters:
    ///   - tail: Members of a set at the end of the path.
    ///   - isOutbound: Whether it is what the router sends to the neighbour, which is no evidence.
    func announcement(
        of prefix: IPPrefix, _ asns: [ASN], tail: [ASN] = [], faults: [Fault] = [], isOutbound: Bool = false,
        at time: BGPTime, _ random: inout SeededGenerator
    ) -> [UInt8] {
        let isIPv4 = prefix.family == .ipv4
        var attributes: [UInt8: [[UInt8]]] = [1: [[0x40, 1, 1, 0]], 2: [path([peer.asn] + asns, tail: tail)]]
        if isIPv4 { attributes[3] = [[0x40, 3, 4, 192, 0, 2, 1]] }
        for fault in faults { RouterOctets.break(&attributes, fault) }
        if !isIPv4 {
            let reach: [UInt8] = [0, 2, 1, 16] + IPAddress(ipv6: UInt128(1)).octets + [0] + nlri(prefix)
            attributes[14] = [RouterOctets.attribute(0x80, 14, reach)]
        }
        let all = attributes.sorted { $0.key < $1.key }.flatMap(\.value).shuffled(using: &random)
        let octets: [UInt8] = all.flatMap { $0 }
        return update([], octets, isIPv4 ? nlri(prefix) : [], at: time, isOutbound: isOutbound)
    }

    private static func `break`(_ attributes: inout [UInt8: [[UInt8]]], _ fault: Fault) {
        switch fault {
        case .originMissing: attributes[1] = []
        case .originUnknown: attributes[1] = [[0x40, 1, 1, 9]]
        case .originLong: attributes[1] = [[0x40, 1, 2, 0, 0]]
        case .originFlags: attributes[1] = [[0xc0, 1, 1, 0]]
        case .nextHopMissing: attributes[3] = []
        case .nextHopShort: if attributes[3] != nil { attributes[3] = [[0x40, 3, 3, 192, 0, 2]] }
        case .communities: attributes[8] = [attribute(0xc0, 8, [0, 1, 2])]
        case .largeCommunities: attributes[32] = [attribute(0xc0, 32, [0, 1, 2, 3, 4])]
        case .med: attributes[4] = [attribute(0x80, 4, [1])]
        case .localPreference: attributes[5] = [attribute(0x40, 5, [])]
        case .duplicate: attributes[4] = [[0x80, 4, 4, 0, 0, 0, 1], [0x80, 4, 4, 0, 0, 0, 2]]
        case .unknown: attributes[200] = [attribute(0xc0, 200, Array(repeating: 7, count: 300))]
        case .aggregator: attributes[7] = [attribute(0xc0, 7, [1, 2, 3])]
        case .originatorID: attributes[9] = [attribute(0x80, 9, [1])]
        }
    }

    /// A withdrawal.
    ///
    /// - Parameter isOtherView: Whether it is of the view that does not count.
    func withdrawal(of prefix: IPPrefix, isOtherView: Bool = false, at time: BGPTime) -> [UInt8] {
        let isPost = isOtherView ? !isPostPolicy : isPostPolicy
        if prefix.family == .ipv4 { return update(nlri(prefix), [], [], at: time, isPost: isPost) }
        return update([], RouterOctets.attribute(0x80, 15, [0, 2, 1] + nlri(prefix)), [], at: time, isPost: isPost)
    }

    private func update(
        _ withdrawn: [UInt8], _ attributes: [UInt8], _ announced: [UInt8], at time: BGPTime, isOutbound: Bool = false,
        isPost: Bool? = nil
    ) -> [UInt8] {
        let body =
            RouterOctets.big(UInt16(withdrawn.count)) + withdrawn + RouterOctets.big(UInt16(attributes.count))
            + attributes + announced
        return RouterOctets.message(
            0, header(at: time, isOutbound: isOutbound, isPost: isPost) + RouterOctets.bgp(2, body))
    }
}
