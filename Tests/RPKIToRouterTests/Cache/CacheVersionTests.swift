import NIOCore
import RPKIToRouter
import Testing

/// Which versions a cache answers (RFC 8210 section 7), and how often it is asked in others.
@Suite struct CacheVersionTests {
    private static let cache = CacheSummary(sessions: Samples.sessions, serial: 5, depth: 3)
    private static let pairs = ProtocolVersion.allCases.flatMap { highest in
        ProtocolVersion.allCases.map { (highest, $0) }
    }

    private func receive(_ session: inout CacheSession, _ octets: [UInt8]) -> [CacheSession.Action]? {
        var buffer = ByteBuffer(bytes: octets)
        return session.receive(&buffer, cache: Self.cache)
    }

    @Test("A query is answered up to the highest version, and above it told which that is", arguments: pairs)
    func highest(highest: ProtocolVersion, asked: ProtocolVersion) {
        var session = CacheSession(maximumVersion: highest)
        let actions = receive(&session, Samples.octets(.resetQuery, asked))
        guard asked > highest else {
            #expect(actions == [.sendFull(asked)])
            return
        }
        guard case .send(.errorReport(let report), let version)? = actions?.first else {
            Issue.record("\(String(describing: actions))")
            return
        }
        #expect(report.code == .unsupportedVersion)
        #expect(version == highest)
        #expect(actions?.count == 1)
        #expect(session.version == nil)
    }

    @Test("The third query in a version that is not spoken ends the connection, not the second") func patience() {
        var session = CacheSession(maximumVersion: .one)
        let counts = (0..<3).map { _ in receive(&session, Samples.octets(.resetQuery, .two))?.count }
        #expect(counts == [1, 1, 2])
    }

    @Test("What is no query in a version that is not spoken ends the connection at the first time") func noQuery() {
        var session = CacheSession(maximumVersion: .one)
        #expect(receive(&session, Samples.octets(.cacheReset, .two))?.count == 2)
    }

    @Test("Version 0 has no code for an unexpected version (RFC 6810 section 10)") func zero() {
        for (settled, code) in [(ProtocolVersion.zero, RTRErrorCode.unsupportedVersion), (.one, .unexpectedVersion)] {
            var session = CacheSession()
            _ = receive(&session, Samples.octets(.resetQuery, settled))
            guard
                case .send(.errorReport(let report), settled)? = receive(
                    &session, Samples.octets(.resetQuery, .two))?.first
            else {
                Issue.record("version \(settled)")
                continue
            }
            #expect(report.code == code)
        }
    }

    @Test("The interval between notifications is over at its last instant, not before") func interval() {
        var session = CacheSession(notifyInterval: .seconds(60))
        _ = receive(&session, Samples.octets(.resetQuery, .one))
        let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
        var next = Self.cache
        next.serial = 6
        #expect(session.notify(next, now: start) == .send(.serialNotify(session: 11, serial: 6), .one))
        next.serial = 7
        let end = start + .seconds(60)
        #expect(session.notify(next, now: end - .nanoseconds(1)) == .wait(until: end))
        #expect(session.notify(next, now: end) == .send(.serialNotify(session: 11, serial: 7), .one))
        // The interval begins again with each.
        next.serial = 8
        #expect(session.notify(next, now: end + .seconds(59)) == .wait(until: end + .seconds(60)))
    }

    @Test("An answer is news enough: the router is not notified of the serial that it got") func answered() {
        var session = CacheSession()
        _ = receive(&session, Samples.octets(.serialQuery(session: 11, serial: 4), .one))
        #expect(session.serial == 5)
        #expect(session.notify(Self.cache, now: .now()) == .none)
    }
}
