package import NIOCore
package import ValidatedPayloads

/// The router's side: octets and events in, actions out. It outlives connections, as the data of a cache do.
package struct RouterSession: Sendable {
    package enum Action: Hashable, Sendable {
        case send(PDU, ProtocolVersion)
        /// An update is complete.
        case updated(Update)
        /// The cache has nothing yet: ask again after the retry interval.
        case noData
        /// End the connection and open another, in the version that the session has now.
        case reconnect
        /// End the connection; what was not yet complete is void.
        case close(Failure)
    }

    package struct Update: Hashable, Sendable {
        package let serial: UInt32
        package let timers: RTRTimers
        /// True if the cache sent all payloads, rather than changes.
        package let isFull: Bool
        package let delta: PayloadDelta
    }

    package enum Failure: Error, Hashable, Sendable {
        /// The cache violated the protocol, and received an Error Report.
        case violated(RTRErrorCode, String)
        /// The cache says that we did, or that it failed.
        case reported(RTRErrorCode, String)
        /// The cache sent more payloads than this.
        case limit(Int)
    }

    fileprivate enum State: Sendable {
        case idle
        case asked(isFull: Bool)
        case receiving(session: UInt16, isFull: Bool)
    }

    /// The version to ask in; lower than at first where the cache knows no higher.
    package private(set) var version: ProtocolVersion
    package private(set) var session: UInt16?
    package private(set) var serial: UInt32?
    package private(set) var timers = RTRTimers.standard
    package private(set) var table = RouterTable()
    /// Updates that were completed.
    package private(set) var updates = 0
    /// PDUs that came.
    package private(set) var pdus = 0

    private let keepsPayloads: Bool
    private let payloadLimit: Int
    /// Payload PDUs of the update that is under way.
    private var received = 0
    fileprivate var state = State.idle
    /// True if the cache has spoken on this connection.
    private var isSettled = false
    /// True if the version was lowered because the cache named a lower one.
    private var isLowered = false
    /// True if it ever spoke in this version.
    private var wasSettled = false

    /// - Parameters:
    ///   - keepsPayloads: Whether payloads are kept and checked against what is there, or only counted.
    ///   - payloadLimit: The most payloads that are there and come with an update.
    package init(version: ProtocolVersion = .two, keepsPayloads: Bool = true, payloadLimit: Int = .max) {
        self.version = version
        self.keepsPayloads = keepsPayloads
        self.payloadLimit = payloadLimit
    }

    // MARK: Events

    /// A connection is open: asks for what changed, or for everything.
    package mutating func opened() -> [Action] {
        isSettled = false
        return ask()
    }

    /// The refresh or retry interval is over.
    package mutating func refresh() -> [Action] {
        guard case .idle = state else { return [] }
        return ask()
    }

    /// The expire interval is over without an update: nothing of it holds any more.
    package mutating func expire() {
        session = nil
        serial = nil
        table = RouterTable()
    }

    /// The connection is gone. Gives whether a lower version is worth trying (RFC 8210 section 7: a cache may simply
    /// end a connection in a version that it does not know).
    package mutating func closed() -> Bool {
        table.discard()
        state = .idle
        if isLowered {
            isLowered = false
            return false
        }
        guard !isSettled, !wasSettled else { return false }
        return lower(to: nil)
    }

    /// Takes one PDU from `buffer`; `nil` while there is none whole.
    package mutating func receive(_ buffer: inout ByteBuffer) -> [Action]? {
        if !keepsPayloads, case .receiving = state {
            skipPayloads(&buffer)
            if isTooMuch { return tooMuch() }
        }
        guard let header = PDUHeader(peeking: buffer) else { return nil }
        guard let spoken = ProtocolVersion(rawValue: header.version) else {
            return violated(PDUError(.unsupportedVersion, "version \(header.version)", header: header, in: buffer))
        }
        let start = buffer
        let pdu: PDU
        do throws(PDUError) {
            guard let taken = try PDU.take(from: &buffer, header, version: spoken) else { return nil }
            pdu = taken
        } catch {
            return violated(error)
        }
        pdus += 1
        if case .errorReport(let report) = pdu { return reported(report, spoken) }
        if case .serialNotify = pdu, !isSettled { return [] }
        guard settle(spoken) else {
            return violated(
                PDUError(.unexpectedVersion, "version \(spoken.rawValue)", header: header, in: start))
        }
        if let reason = fault(in: pdu) {
            let error = PDUError(reason.code, reason.text, header: header, in: start)
            return violated(error)
        }
        if pdu.isPayload {
            received += 1
            if isTooMuch { return tooMuch() }
        }
        return act(on: pdu)
    }

    /// True if the table and this update together exceed the limit.
    private var isTooMuch: Bool {
        guard case .receiving(_, let isFull) = state else { return false }
        return received > payloadLimit - (isFull ? 0 : min(payloadLimit, table.counts.total))
    }

    private mutating func tooMuch() -> [Action] {
        forget()
        return [.close(.limit(payloadLimit))]
    }

    // MARK: Rules

    /// True if a PDU may come in `spoken`: in our version, or in a lower one if it is the first (RFC 8210 section 7).
    private mutating func settle(_ spoken: ProtocolVersion) -> Bool {
        if spoken == version {
            isSettled = true
            wasSettled = true
            return true
        }
        guard !isSettled, spoken < version else { return false }
        version = spoken
        isSettled = true
        wasSettled = true
        return true
    }

    private func wrong(_ text: String, _ code: RTRErrorCode = .corruptData) -> (code: RTRErrorCode, text: String)? {
        (code, text)
    }

    /// Discards the data of another session (RFC 8210 section 5.1).
    private mutating func otherSession(_ session: UInt16) -> (code: RTRErrorCode, text: String)? {
        table = RouterTable()
        return wrong("session \(session)")
    }

    /// The fault of `pdu` in the current state. Applies payloads.
    private mutating func fault(in pdu: PDU) -> (code: RTRErrorCode, text: String)? {
        switch (pdu, state) {
        case (.cacheResponse(let session), .asked(let isFull)):
            // After a Serial Query the session is the one we know (RFC 8210 section 5.5).
            return isFull || session == self.session ? nil : otherSession(session)
        case (.endOfData(let session, _, _), .receiving(let begun, _)):
            return session == begun ? nil : otherSession(session)
        case (.cacheReset, .asked(let isFull)): return isFull ? wrong("Cache Reset to a Reset Query") : nil
        case (.serialNotify(let session, _), _):
            return self.session == nil || session == self.session ? nil : otherSession(session)
        case (.prefix, .receiving), (.routerKey, .receiving), (.aspa, .receiving), (.aspaWithdrawal, .receiving):
            guard keepsPayloads, let code = table.change(pdu) else { return nil }
            return wrong("\(code)", code)
        case (.serialQuery, _), (.resetQuery, _): return wrong("a query from a cache", .invalidRequest)
        default: return wrong("unasked")
        }
    }

    private mutating func act(on pdu: PDU) -> [Action] {
        switch (pdu, state) {
        case (.cacheResponse(let session), .asked(let isFull)):
            table.begin(isFull: isFull)
            received = 0
            state = .receiving(session: session, isFull: isFull)
            return []
        case (.endOfData(_, let serial, let timers), .receiving(let session, let isFull)):
            self.session = session
            self.serial = serial
            self.timers = timers ?? self.timers
            state = .idle
            updates += 1
            let delta = table.commit()
            return [.updated(Update(serial: serial, timers: self.timers, isFull: isFull, delta: delta))]
        case (.cacheReset, _):
            state = .asked(isFull: true)
            return [.send(.resetQuery, version)]
        case (.serialNotify(_, let serial), .idle):
            return serial == self.serial ? [] : ask()
        default: return []
        }
    }

    private mutating func ask() -> [Action] {
        if let session, let serial {
            state = .asked(isFull: false)
            return [.send(.serialQuery(session: session, serial: serial), version)]
        }
        state = .asked(isFull: true)
        return [.send(.resetQuery, version)]
    }

    private mutating func reported(_ report: ErrorReport, _ spoken: ProtocolVersion) -> [Action] {
        switch report.code {
        case .noDataAvailable:
            _ = settle(spoken)
            state = .idle
            return [.noData]
        case .unsupportedVersion where !isSettled && lower(to: spoken):
            isLowered = true
            return [.reconnect]
        case .cacheRestart:
            // The cache comes back: what is known holds until it expires (draft-ietf-sidrops-8210bis section 8.5).
            state = .idle
            table.discard()
            return [.close(.reported(report.code, report.text))]
        default:
            forget()
            return [.close(.reported(report.code, report.text))]
        }
    }

    private mutating func violated(_ error: PDUError) -> [Action] {
        forget()
        let close = Action.close(.violated(error.code, error.reason))
        return error.isErrorReport ? [close] : [.send(.errorReport(error.report), version), close]
    }

    /// Discards inconsistent data and requests everything again (RFC 8210 section 5.1).
    private mutating func forget() {
        state = .idle
        table.discard()
        session = nil
        serial = nil
    }

    /// Goes on in `spoken`, or in the next lower version; sessions are of one version only.
    private mutating func lower(to spoken: ProtocolVersion?) -> Bool {
        guard let next = version.lower else { return false }
        version = min(next, spoken ?? next)
        session = nil
        serial = nil
        return true
    }

    // MARK: Counting

    /// Passes over payload PDUs of the right version without a look at what they say.
    private mutating func skipPayloads(_ buffer: inout ByteBuffer) {
        let wanted = version.rawValue
        var count = 0
        let passed = buffer.withUnsafeReadableBytes { octets in
            var position = 0
            while position + PDUHeader.size <= octets.count {
                let header = UInt64(bigEndian: octets.loadUnaligned(fromByteOffset: position, as: UInt64.self))
                let length = Int(UInt32(truncatingIfNeeded: header))
                let type = UInt8(truncatingIfNeeded: header >> 48)
                let isPayload =
                    type == PDUType.ipv4Prefix.rawValue && length == 20
                    || type == PDUType.ipv6Prefix.rawValue && length == 32
                guard isPayload, UInt8(truncatingIfNeeded: header >> 56) == wanted, position + length <= octets.count
                else { break }
                position += length
                count += 1
            }
            return position
        }
        buffer.moveReaderIndex(forwardBy: passed)
        pdus += count
        received += count
    }
}

extension ProtocolVersion {
    fileprivate var lower: ProtocolVersion? {
        rawValue == 0 ? nil : ProtocolVersion(rawValue: rawValue - 1)
    }
}

extension PDU {
    fileprivate var isPayload: Bool {
        switch self {
        case .prefix, .routerKey, .aspa, .aspaWithdrawal: true
        default: false
        }
    }
}

extension RouterSession {
    /// True if an answer is awaited or under way.
    package var isWaiting: Bool {
        if case .idle = state { false } else { true }
    }
}
