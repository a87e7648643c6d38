public import Compression

/// The report of a reader on a file.
public struct RouteFileReport: Hashable, Sendable {
    /// The type and subtype of a record.
    public struct RecordKind: Hashable, Sendable {
        public let type: UInt16
        public let subtype: UInt16

        public init(type: UInt16, subtype: UInt16) {
            self.type = type
            self.subtype = subtype
        }
    }

    public var compression = CompressionFormat.none
    /// Records that were found, readable or not.
    public var records = 0
    public var announcements = 0
    public var withdrawals = 0
    public var stateChanges = 0
    /// Routes that the format that was written has no line for.
    public var unprinted = 0
    /// BGP messages other than UPDATE.
    public var otherMessages = 0
    /// Octets of the uncompressed file that belong to no record.
    public var skippedOctets = 0
    /// Records of types that are not read, by type.
    public var skippedRecords: [RecordKind: Int] = [:]
    /// Fields of routes of families that are not read, by family.
    public var skippedFamilies: [RouteFamily: Int] = [:]
    /// Faults by code.
    public var faults: [MessageError.Code: Int] = [:]
    /// The first faults, with their place in the uncompressed file.
    public var describedFaults: [MessageError] = []

    public init() {}
}
