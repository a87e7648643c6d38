public import FoundationEssentials
public import RPKIToRouter
public import ValidatedPayloads

/// The payloads served last, with sessions and serial, so that serving can continue.
public struct StoredPayloads: Sendable {
    /// Each payload with its trust anchor and expiry; what else was known of its sources is not kept.
    public let payloads: PayloadSet
    /// The clock of the run that gave them.
    public let date: Date
    public let sessions: RTRSessionIDs
    public let serial: UInt32
    /// Changes from serial to serial, oldest first; the last leads to `serial`.
    public let differences: [PayloadDelta]

    /// The cache that goes on with them.
    ///
    /// Payloads that have expired are to be taken away with ``RTRCache/serve(_:persisting:)`` before routers are served.
    public func cache(configuration: RTRCache.Configuration = RTRCache.Configuration()) -> RTRCache {
        RTRCache(
            configuration: configuration, sessions: sessions, serial: serial, payloads: payloads,
            differences: differences)
    }
}
