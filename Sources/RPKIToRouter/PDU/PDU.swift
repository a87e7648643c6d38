package import NumberResources
package import ValidatedPayloads

/// A protocol data unit, without its version (RFC 8210 section 5; ASPA: draft-ietf-sidrops-8210bis section 5.12).
package enum PDU: Hashable, Sendable {
    case serialNotify(session: UInt16, serial: UInt32)
    case serialQuery(session: UInt16, serial: UInt32)
    case resetQuery
    case cacheResponse(session: UInt16)
    case prefix(VRP, PDUFlag)
    /// Version 0 has no timers.
    case endOfData(session: UInt16, serial: UInt32, timers: RTRTimers?)
    case cacheReset
    case routerKey(RouterKey, PDUFlag)
    case aspa(ASPA)
    case aspaWithdrawal(customer: ASN)
    case errorReport(ErrorReport)
}

/// Announcement or withdrawal: the lowest bit of the flags.
package enum PDUFlag: UInt8, Hashable, Sendable {
    case withdraw = 0
    case announce = 1
}

/// A report that one side could not process a PDU (RFC 8210 section 5.11).
package struct ErrorReport: Hashable, Sendable {
    package var code: RTRErrorCode
    /// The PDU that the report is about, perhaps cut off; empty where there is none.
    package var pdu: [UInt8]
    package var text: String

    package init(_ code: RTRErrorCode, pdu: [UInt8] = [], text: String = "") {
        self.code = code
        self.pdu = pdu
        self.text = text
    }
}

/// The numbers of the kinds of PDU (RFC 8210 section 5).
enum PDUType: UInt8 {
    case serialNotify = 0
    case serialQuery = 1
    case resetQuery = 2
    case cacheResponse = 3
    case ipv4Prefix = 4
    case ipv6Prefix = 6
    case endOfData = 7
    case cacheReset = 8
    case routerKey = 9
    case errorReport = 10
    case aspa = 11

    /// The first version that has it.
    var since: ProtocolVersion {
        switch self {
        case .routerKey: .one
        case .aspa: .two
        default: .zero
        }
    }

    /// The octets of a whole PDU in `version`; ranges where they vary, up to the 65,535 of draft-ietf-sidrops-8210bis
    /// section 5.1.
    func lengths(in version: ProtocolVersion) -> ClosedRange<UInt32> {
        switch self {
        case .resetQuery, .cacheResponse, .cacheReset: 8...8
        case .serialNotify, .serialQuery: 12...12
        case .ipv4Prefix: 20...20
        case .ipv6Prefix: 32...32
        case .endOfData: version == .zero ? 12...12 : 24...24
        case .routerKey: 32...PDUHeader.maximumLength
        case .aspa: 12...PDUHeader.maximumLength
        case .errorReport: 16...PDUHeader.maximumLength
        }
    }
}
