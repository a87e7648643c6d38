/// The path attributes that are read here; the raw value is the type code of the wire.
package enum AttributeType: UInt8, Hashable, Sendable, CaseIterable {
    case origin = 1
    case asPath = 2
    case nextHop = 3
    case multiExitDiscriminator = 4
    case localPreference = 5
    case atomicAggregate = 6
    case aggregator = 7
    case communities = 8
    case originatorID = 9
    case clusterList = 10
    case multiprotocolReach = 14
    case multiprotocolUnreach = 15
    case extendedCommunities = 16
    case as4Path = 17
    case as4Aggregator = 18
    case ipv6ExtendedCommunities = 25
    case largeCommunities = 32
    case onlyToCustomer = 35

    /// The Optional and Transitive bits that the attribute must have.
    @inline(__always)
    var flags: UInt8 {
        switch self {
        case .origin, .asPath, .nextHop, .localPreference, .atomicAggregate: 0x40
        case .multiExitDiscriminator, .originatorID, .clusterList, .multiprotocolReach, .multiprotocolUnreach: 0x80
        case .aggregator, .communities, .extendedCommunities, .as4Path, .as4Aggregator, .ipv6ExtendedCommunities,
            .largeCommunities, .onlyToCustomer:
            0xc0
        }
    }

    /// The consequence of a malformed attribute, and the section that defines it.
    var malformed: (code: MessageError.Code, handling: MessageError.Handling, rule: String) {
        switch self {
        case .origin: (.origin, .treatAsWithdraw, "RFC 7606 section 7.1")
        case .asPath: (.asPath, .treatAsWithdraw, "RFC 7606 section 7.2")
        case .nextHop: (.nextHop, .treatAsWithdraw, "RFC 7606 section 7.3")
        case .multiExitDiscriminator: (.multiExitDiscriminator, .treatAsWithdraw, "RFC 7606 section 7.4")
        case .localPreference: (.localPreference, .treatAsWithdraw, "RFC 7606 section 7.5")
        case .atomicAggregate: (.atomicAggregate, .attributeDiscard, "RFC 7606 section 7.6")
        case .aggregator: (.aggregator, .attributeDiscard, "RFC 7606 section 7.7")
        case .communities: (.communities, .treatAsWithdraw, "RFC 7606 section 7.8")
        case .originatorID: (.originatorID, .treatAsWithdraw, "RFC 7606 section 7.9")
        case .clusterList: (.clusterList, .treatAsWithdraw, "RFC 7606 section 7.10")
        case .multiprotocolReach: (.multiprotocolReach, .sessionReset, "RFC 7606 section 7.11")
        case .multiprotocolUnreach: (.multiprotocolUnreach, .sessionReset, "RFC 7606 section 7.12")
        case .extendedCommunities: (.extendedCommunities, .treatAsWithdraw, "RFC 7606 section 7.14")
        case .ipv6ExtendedCommunities: (.ipv6ExtendedCommunities, .treatAsWithdraw, "RFC 7606 section 7.15")
        case .as4Path: (.as4Path, .attributeDiscard, "RFC 6793 section 6")
        case .as4Aggregator: (.as4Aggregator, .attributeDiscard, "RFC 6793 section 6")
        case .largeCommunities: (.largeCommunities, .treatAsWithdraw, "RFC 8092 section 6")
        case .onlyToCustomer: (.onlyToCustomer, .treatAsWithdraw, "RFC 9234 section 5")
        }
    }

    @inline(never)
    func malformed(at offset: Int, _ detail: String) -> MessageError {
        let (code, handling, rule) = malformed
        return MessageError(code, handling, rule, at: offset, detail)
    }
}
