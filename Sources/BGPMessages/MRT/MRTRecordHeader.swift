internal import NumberResources

/// The header of an MRT record (RFC 6396 section 2), with the microseconds that follow it in types of extended time.
public struct MRTRecordHeader: Hashable, Sendable {
    /// Octets of the header without microseconds.
    public static let size = 12

    public let seconds: UInt32
    public let type: UInt16
    public let subtype: UInt16
    /// Octets of the message, microseconds included.
    public let length: UInt32

    public init(seconds: UInt32, type: UInt16, subtype: UInt16, length: UInt32) {
        self.seconds = seconds
        self.type = type
        self.subtype = subtype
        self.length = length
    }

    /// Reads the header at `offset`, from which on there are twelve octets.
    @inline(__always)
    init(_ octets: Span<UInt8>, at offset: Int) {
        seconds = octets.uint32(at: offset)
        type = octets.uint16(at: offset + 4)
        subtype = octets.uint16(at: offset + 6)
        length = octets.uint32(at: offset + 8)
    }

    public var kind: MRTType? {
        MRTType(rawValue: type)
    }

    /// True if type and subtype have been given out and are read here, and the length is one that they can need.
    @inline(__always)
    var isOfKnownKind: Bool {
        guard let kind else { return false }
        return kind.subtypes.contains(subtype) && length <= kind.longest
    }
}

/// The types of MRT records whose messages are read here (RFC 6396 section 4 and appendix B); the raw value is the one of the
/// wire.
public enum MRTType: UInt16, Hashable, Sendable, CaseIterable {
    /// The deprecated type 5, which early collectors wrote.
    case bgp = 5
    case tableDump = 12
    case tableDumpV2 = 13
    case bgp4mp = 16
    case bgp4mpET = 17

    /// The subtypes that have been given out.
    @inline(__always)
    var subtypes: ClosedRange<UInt16> {
        switch self {
        case .bgp: 0...7
        // 3 and 4 are those of writers that have four octets for an AS number.
        case .tableDump: 1...4
        case .tableDumpV2: 1...12
        case .bgp4mp, .bgp4mpET: 0...11
        }
    }

    /// The most octets that a message of the type can need, next to the limit for all.
    @inline(__always)
    var longest: UInt32 {
        switch self {
        case .bgp, .bgp4mp, .bgp4mpET: 1 << 17
        case .tableDump: 1 << 20
        case .tableDumpV2: .max
        }
    }
}

/// The subtypes of TABLE_DUMP_V2 (RFC 6396 section 4.3, RFC 6397 section 4, RFC 8050 section 4).
enum TableDumpV2Subtype {
    static let peerIndexTable: UInt16 = 1
    static let ipv4Unicast: UInt16 = 2
    static let generic: UInt16 = 6
    static let geoPeerTable: UInt16 = 7
    static let ipv4UnicastAddPath: UInt16 = 8
    static let genericAddPath: UInt16 = 12
}

/// The subtypes of BGP4MP and BGP4MP_ET (RFC 6396 section 4.4, RFC 8050 section 3; 2 and 3 are deprecated).
enum BGP4MPSubtype {
    static let stateChange: UInt16 = 0
    static let message: UInt16 = 1
    static let entry: UInt16 = 2
    static let snapshot: UInt16 = 3
    static let messageAS4: UInt16 = 4
    static let stateChangeAS4: UInt16 = 5
    static let messageLocal: UInt16 = 6
    static let messageAS4Local: UInt16 = 7
    static let messageAddPath: UInt16 = 8
    static let messageAS4AddPath: UInt16 = 9
    static let messageLocalAddPath: UInt16 = 10
    static let messageAS4LocalAddPath: UInt16 = 11
}
