public import ValidatedPayloads

public import struct FoundationEssentials.Date

/// The payloads that a node serves at a moment, after local exceptions.
public struct ServedPayloads: Sendable {
    public let payloads: PayloadSet
    /// The RTR serial under which routers get them; the first is 1.
    public let serial: UInt32
    /// The clock of the validation run that gave them.
    public let date: Date
    /// True if they were read from the store at start and not yet replaced by a refresh.
    public let isStored: Bool
    /// From when on they may no longer be served; `nil` when that is not known.
    public let expires: Date?
    /// Content of the format `summary`.
    public let statistics: PayloadStatistics

    /// - Parameter statistics: `nil` for what can be counted in the payloads themselves.
    public init(
        payloads: PayloadSet, serial: UInt32, date: Date, isStored: Bool = false, expires: Date? = nil,
        statistics: PayloadStatistics? = nil
    ) {
        self.payloads = payloads
        self.serial = serial
        self.date = date
        self.isStored = isStored
        self.expires = expires
        self.statistics = statistics ?? PayloadStatistics(of: payloads)
    }
}
