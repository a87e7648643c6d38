internal import NIOCore
internal import ValidatedPayloads

/// Conditions that must hold for any octets, for fuzzers.
@_spi(Fuzzing) public enum RTRFuzzing {
    /// Traps where a promise of the codec or of one of the state machines does not hold.
    public static func check(_ octets: [UInt8]) {
        for version in ProtocolVersion.allCases { checkCodec(octets, version) }
        checkCache(octets)
        checkRouter(octets)
    }

    /// Reads a PDU, writes it, and reads it again.
    private static func checkCodec(_ octets: [UInt8], _ version: ProtocolVersion) {
        var buffer = ByteBuffer(bytes: octets)
        while let header = PDUHeader(peeking: buffer),
            let taken = try? PDU.take(from: &buffer, header, version: version)
        {
            // A report is cut off when it is sent.
            if case .errorReport = taken { continue }
            var written = ByteBuffer()
            written.write(taken, version: version)
            guard let again = PDUHeader(peeking: written) else { preconditionFailure("no header was written") }
            let copy = try? PDU.take(from: &written, again, version: version)
            precondition(copy == taken && written.readableBytes == 0, "what was written is another PDU")
        }
    }

    /// The cache goes on or ends the connection, and answers no Error Report with one (RFC 8210 section 5.11).
    private static func checkCache(_ octets: [UInt8]) {
        var session = CacheSession()
        let cache = CacheSummary(sessions: RTRSessionIDs(zero: 0, one: 1, two: 2), serial: 5, depth: 3)
        var buffer = ByteBuffer(bytes: octets)
        while true {
            let isReport = PDUHeader(peeking: buffer)?.isErrorReport ?? false
            let before = buffer.readableBytes
            guard let actions = session.receive(&buffer, cache: cache) else { return }
            var isClosed = false
            for action in actions {
                switch action {
                case .close: isClosed = true
                case .send(.errorReport, _): precondition(!isReport, "an Error Report was answered with one")
                default: break
                }
            }
            if isClosed { return }
            precondition(buffer.readableBytes < before, "nothing was taken")
        }
    }

    private static func checkRouter(_ octets: [UInt8]) {
        for keepsPayloads in [true, false] {
            var session = RouterSession(keepsPayloads: keepsPayloads)
            _ = session.opened()
            var buffer = ByteBuffer(bytes: octets)
            var isOpen = true
            while isOpen {
                let before = buffer.readableBytes
                guard let actions = session.receive(&buffer) else { return }
                for action in actions {
                    switch action {
                    case .close, .reconnect: isOpen = false
                    case .updated: _ = session.refresh()
                    default: break
                    }
                }
                precondition(!isOpen || buffer.readableBytes < before, "nothing was taken")
            }
            _ = session.closed()
        }
    }
}
