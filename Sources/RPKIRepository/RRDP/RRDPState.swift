public import RPKIObjects

/// The known state of a repository from its last complete fetch.
public struct RRDPState: Hashable, Sendable {
    public var session: RRDPSession
    /// The version that the local copy has.
    public var serial: RRDPSerial
    /// The hash of each delta that the last notification listed (RFC 9697 section 3).
    public var deltaHashes: [RRDPSerial: ObjectHash]

    public init(session: RRDPSession, serial: RRDPSerial, deltaHashes: [RRDPSerial: ObjectHash]) {
        self.session = session
        self.serial = serial
        self.deltaHashes = deltaHashes
    }

    /// The state once all that `notification` leads to has been applied.
    public init(_ notification: RRDPNotification) {
        self.init(
            session: notification.session, serial: notification.serial,
            deltaHashes: Dictionary(notification.deltas.map { ($0.serial, $0.hash) }) { first, _ in first })
    }
}
