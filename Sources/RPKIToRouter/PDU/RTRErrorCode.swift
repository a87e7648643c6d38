/// The code of an Error Report (RFC 8210 section 12, and draft-ietf-sidrops-8210bis for 9 to 13).
public struct RTRErrorCode: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    public static let corruptData = RTRErrorCode(rawValue: 0)
    public static let internalError = RTRErrorCode(rawValue: 1)
    public static let noDataAvailable = RTRErrorCode(rawValue: 2)
    public static let invalidRequest = RTRErrorCode(rawValue: 3)
    public static let unsupportedVersion = RTRErrorCode(rawValue: 4)
    public static let unsupportedType = RTRErrorCode(rawValue: 5)
    public static let withdrawalOfUnknown = RTRErrorCode(rawValue: 6)
    public static let duplicateAnnouncement = RTRErrorCode(rawValue: 7)
    public static let unexpectedVersion = RTRErrorCode(rawValue: 8)
    public static let providerList = RTRErrorCode(rawValue: 9)
    public static let transportFailed = RTRErrorCode(rawValue: 10)
    public static let ordering = RTRErrorCode(rawValue: 11)
    public static let cacheRestart = RTRErrorCode(rawValue: 12)
    public static let cacheShutdown = RTRErrorCode(rawValue: 13)

    private static let names = [
        "Corrupt Data", "Internal Error", "No Data Available", "Invalid Request", "Unsupported Protocol Version",
        "Unsupported PDU Type", "Withdrawal of Unknown Record", "Duplicate Announcement Received",
        "Unexpected Protocol Version", "ASPA Provider List Error", "Transport Failure", "Ordering Error",
        "Cache Restart", "Cache Shutdown",
    ]
}

extension RTRErrorCode: CustomStringConvertible {
    /// The name that the standard gives the code, or its number.
    public var description: String {
        Int(rawValue) < RTRErrorCode.names.count ? RTRErrorCode.names[Int(rawValue)] : "error \(rawValue)"
    }
}
