package import NIOCore

/// The cache's side of one connection: octets and events in, actions out.
package struct CacheSession: Sendable {
    package enum Action: Hashable, Sendable {
        case send(PDU, ProtocolVersion)
        /// From Cache Response to End of Data, everything.
        case sendFull(ProtocolVersion)
        /// From Cache Response to End of Data, what changed since.
        case sendDifference(from: UInt32, ProtocolVersion)
        /// After what was to be sent.
        case close(CloseReason)
    }

    package enum CloseReason: Hashable, Sendable {
        /// The router violated the protocol, and received an Error Report.
        case violated(RTRErrorCode, String)
        /// The router says that the cache did something wrong.
        case reported(RTRErrorCode, String)
    }

    /// The effect of an update on this router.
    package enum Notification: Hashable, Sendable {
        case none
        case send(PDU, ProtocolVersion)
        /// Too early: ask again at this time.
        case wait(until: NIODeadline)
    }

    /// The number of queries that a router may send in an unsupported version before the connection ends.
    private static let negotiations = 3

    /// The highest version that may be settled.
    package var maximumVersion: ProtocolVersion
    package let notifyInterval: TimeAmount
    /// Settled by the first query (RFC 8210 section 7).
    package private(set) var version: ProtocolVersion?
    /// The serial that the router last received, in an answer or a notification.
    package private(set) var serial: UInt32?
    private var session: UInt16?
    private var lastNotification: NIODeadline?
    private var refusals = 0

    package init(maximumVersion: ProtocolVersion = .two, notifyInterval: TimeAmount = .seconds(60)) {
        self.maximumVersion = maximumVersion
        self.notifyInterval = notifyInterval
    }

    /// Takes one PDU from `buffer`; `nil` while there is none whole.
    package mutating func receive(_ buffer: inout ByteBuffer, cache: CacheSummary) -> [Action]? {
        guard let header = PDUHeader(peeking: buffer) else { return nil }
        if let version {
            guard header.version == version.rawValue else { return refuseVersion(header, buffer, version) }
            return receive(&buffer, header, version, cache)
        }
        guard let asked = ProtocolVersion(rawValue: header.version), asked <= maximumVersion else {
            return refuseNegotiation(header, &buffer)
        }
        return receive(&buffer, header, asked, cache)
    }

    private mutating func receive(
        _ buffer: inout ByteBuffer, _ header: PDUHeader, _ version: ProtocolVersion, _ cache: CacheSummary
    ) -> [Action]? {
        let start = buffer
        let pdu: PDU
        do throws(PDUError) {
            guard let taken = try PDU.take(from: &buffer, header, version: version) else { return nil }
            pdu = taken
        } catch {
            return violated(error, version)
        }
        switch pdu {
        case .resetQuery:
            self.version = version
            guard let serial = cache.serial else { return noData(header, start, version) }
            self.serial = serial
            session = cache.sessions[version]
            return [.sendFull(version)]
        case .serialQuery(let session, let serial):
            self.version = version
            guard let current = cache.serial else { return noData(header, start, version) }
            guard session == cache.sessions[version] else {
                // A session from before this connection (draft-ietf-sidrops-8210bis section 5.3). In older versions
                // too: after an Error Report some routers keep what they have, and ask with the same session again and
                // again.
                guard self.session != nil else { return [.send(.cacheReset, version)] }
                // RFC 8210 section 5.1: a session that changes within a connection ends it.
                return violated(
                    PDUError(
                        .corruptData, "session \(session) is not \(cache.sessions[version])", header: header, in: start),
                    version)
            }
            guard cache.covers(serial) else { return [.send(.cacheReset, version)] }
            self.serial = current
            self.session = session
            return [.sendDifference(from: serial, version)]
        case .errorReport(let report):
            return [.close(.reported(report.code, report.text))]
        default:
            return violated(
                PDUError(.invalidRequest, "a router must not send PDU type \(header.type)", header: header, in: start),
                version)
        }
    }

    /// The decision to notify the router of new data. It is not notified before its first query, because until then the
    /// version is not known (RFC 8210 section 7), nor more than once per interval (section 8.2).
    package mutating func notify(_ cache: CacheSummary, now: NIODeadline) -> Notification {
        guard let version, let current = cache.serial else { return .none }
        // The same serial in another session is another one.
        guard current != serial || cache.sessions[version] != session ?? cache.sessions[version] else { return .none }
        if let last = lastNotification, now < last + notifyInterval { return .wait(until: last + notifyInterval) }
        lastNotification = now
        serial = current
        session = cache.sessions[version]
        return .send(.serialNotify(session: cache.sessions[version], serial: current), version)
    }

    private func noData(_ header: PDUHeader, _ start: ByteBuffer, _ version: ProtocolVersion) -> [Action] {
        let error = PDUError(.noDataAvailable, "no data yet", header: header, in: start)
        return [.send(.errorReport(error.report), version)]
    }

    private func violated(_ error: PDUError, _ version: ProtocolVersion) -> [Action] {
        let close = Action.close(.violated(error.code, error.reason))
        return error.isErrorReport ? [close] : [.send(.errorReport(error.report), version), close]
    }

    /// A PDU of another version once one was settled.
    private func refuseVersion(_ header: PDUHeader, _ buffer: ByteBuffer, _ version: ProtocolVersion) -> [Action] {
        violated(
            PDUError(
                // RFC 6810 section 10 ends before that code.
                version == .zero ? .unsupportedVersion : .unexpectedVersion,
                "version \(header.version) in a session of version \(version.rawValue)",
                header: header, in: buffer), version)
    }

    /// A version that the cache does not speak. A query is answered with the highest that it does, and the router may
    /// ask again (draft-ietf-sidrops-8210bis section 7); anything else ends the connection.
    private mutating func refuseNegotiation(_ header: PDUHeader, _ buffer: inout ByteBuffer) -> [Action]? {
        let isQuery =
            header.type == PDUType.resetQuery.rawValue && header.length == 8
            || header.type == PDUType.serialQuery.rawValue && header.length == 12
        if isQuery, buffer.readableBytes < Int(header.length) { return nil }
        let error = PDUError(
            .unsupportedVersion, "the highest version is \(maximumVersion.rawValue)", header: header, in: buffer)
        let refusal = violated(error, maximumVersion)
        refusals += 1
        guard isQuery, refusals < CacheSession.negotiations else { return refusal }
        buffer.moveReaderIndex(forwardBy: Int(header.length))
        return [refusal[0]]
    }
}
