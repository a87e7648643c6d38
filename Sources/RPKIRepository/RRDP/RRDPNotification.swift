public import Fetching
internal import RPKIObjects

/// An update notification file (RFC 8182 section 3.5.1): the present version of a repository, and the files that lead
/// to it.
public struct RRDPNotification: Hashable, Sendable {
    public let session: RRDPSession
    public let serial: RRDPSerial
    public let snapshot: RRDPReference
    /// In the order of their serials, without a gap, up to ``serial``; empty when there are none or the list is faulty.
    public let deltas: [RRDPReference]
    /// The reason why the list of deltas is not used, if it has a fault; the snapshot is used instead.
    public let deltaFault: RRDPError?

    /// The notification that `octets`, fetched from `uri`, hold.
    ///
    /// - Throws: ``RRDPError``, also where it names a file of another origin (RFC 9674 section 3).
    public init(
        decoding octets: [UInt8], from uri: HTTPSURI, limits: RRDPLimits = RRDPLimits()
    ) throws(RRDPError) {
        guard octets.count <= limits.notificationSize else {
            throw .reached(.size, .notificationSize, limits.notificationSize)
        }
        let reader = RRDPNotificationReader(origin: uri.origin, limits: limits)
        let xml = XMLReader(events: reader, limits: limits)
        try xml.read(octets.span)
        try xml.finish()
        guard let session = reader.session, let serial = reader.serial, let snapshot = reader.snapshot else {
            throw RRDPError(.element, .rfc8182("3.5.1.3"), "no <snapshot> in <notification>")
        }
        self.session = session
        self.serial = serial
        self.snapshot = snapshot
        do throws(RRDPError) {
            deltas = try RRDPNotification.sequence(reader, upTo: serial)
            deltaFault = nil
        } catch {
            deltas = []
            deltaFault = error
        }
    }

    /// The deltas in their order, which the file need not have.
    private static func sequence(
        _ reader: RRDPNotificationReader, upTo serial: RRDPSerial
    ) throws(RRDPError) -> [RRDPReference] {
        guard reader.listed <= reader.limits.listedDeltas else {
            throw .reached(.count, .listedDeltas, reader.limits.listedDeltas)
        }
        let deltas = reader.deltas.sorted { $0.serial < $1.serial }
        guard let last = deltas.last else { return [] }
        guard last.serial == serial else {
            throw RRDPError(
                .deltaList, .rfc8182("3.5.1.3"), "the deltas end with serial \(last.serial), not with \(serial)")
        }
        for (delta, next) in zip(deltas, deltas.dropFirst()) where delta.serial.next != next.serial {
            throw RRDPError(
                .deltaList, .rfc8182("3.5.1.3"), "serial \(next.serial) follows \(delta.serial) in the list of deltas")
        }
        return deltas
    }
}
