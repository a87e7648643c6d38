import NIOCore
import RPKIToRouter
import Testing

@Suite struct CacheSessionTests {
    private static let cache = CacheSummary(sessions: Samples.sessions, serial: 5, depth: 3)
    private static let empty = CacheSummary(sessions: Samples.sessions, serial: nil, depth: 0)

    private func receive(
        _ session: inout CacheSession, _ octets: [UInt8], _ cache: CacheSummary = cache
    ) -> [CacheSession.Action]? {
        var buffer = ByteBuffer(bytes: octets)
        return session.receive(&buffer, cache: cache)
    }

    private func code(_ actions: [CacheSession.Action]?) -> RTRErrorCode? {
        guard case .send(.errorReport(let report), _)? = actions?.first else { return nil }
        return report.code
    }

    private func isClosing(_ actions: [CacheSession.Action]?) -> Bool {
        if case .close? = actions?.last { true } else { false }
    }

    @Test("The first query settles the version", arguments: ProtocolVersion.allCases)
    func negotiation(version: ProtocolVersion) {
        var session = CacheSession()
        #expect(receive(&session, Samples.octets(.resetQuery, version)) == [.sendFull(version)])
        #expect(session.version == version)
    }

    @Test(
        "A serial of the history gets what changed, another a Cache Reset",
        arguments: [
            (UInt32(5), true), (4, true), (2, true), (1, false), (6, false), (0xffff_ffff, false),
        ])
    func serial(serial: UInt32, isCovered: Bool) {
        var session = CacheSession()
        let actions = receive(&session, Samples.octets(.serialQuery(session: 11, serial: serial), .one))
        #expect(actions == (isCovered ? [.sendDifference(from: serial, .one)] : [.send(.cacheReset, .one)]))
    }

    @Test("Serials wrap (RFC 1982)")
    func wrapped() {
        let cache = CacheSummary(sessions: Samples.sessions, serial: 1, depth: 3)
        var session = CacheSession()
        let query = Samples.octets(.serialQuery(session: 11, serial: 0xffff_fffe), .one)
        #expect(receive(&session, query, cache) == [.sendDifference(from: 0xffff_fffe, .one)])
    }

    @Test("A session that changes within a connection ends it with Corrupt Data (RFC 8210 section 5.1)")
    func sessionMismatch() throws {
        var session = CacheSession()
        _ = receive(&session, Samples.octets(.resetQuery, .one))
        let query = Samples.octets(.serialQuery(session: 12, serial: 5), .one)
        let actions = receive(&session, query)
        #expect(code(actions) == .corruptData)
        #expect(isClosing(actions))
        let reports = actions?.prefix(1).compactMap { action in
            if case .send(.errorReport(let report), _) = action { report } else { nil }
        }
        #expect(try #require(reports?.first).pdu == query)
    }

    @Test(
        "A session from before the connection is reset, in every version (draft-ietf-sidrops-8210bis section 5.3)",
        arguments: ProtocolVersion.allCases)
    func formerSession(version: ProtocolVersion) {
        var session = CacheSession()
        let query = Samples.octets(.serialQuery(session: 99, serial: 5), version)
        for _ in 0..<3 { #expect(receive(&session, query) == [.send(.cacheReset, version)]) }
        #expect(receive(&session, Samples.octets(.resetQuery, version)) == [.sendFull(version)])
        let answer = receive(&session, query)
        #expect(code(answer) == .corruptData, "it has a session by now")
        #expect(isClosing(answer))
    }

    @Test("A session from before the connection is reset also when there were no data at first")
    func formerSessionBeforeData() {
        var session = CacheSession()
        let query = Samples.octets(.serialQuery(session: 99, serial: 5), .one)
        #expect(code(receive(&session, query, CacheSessionTests.empty)) == .noDataAvailable)
        #expect(receive(&session, query) == [.send(.cacheReset, .one)])
    }

    @Test("The same serial in another session is news")
    func otherSessionSameSerial() {
        var session = CacheSession()
        _ = receive(&session, Samples.octets(.resetQuery, .one))
        var cache = CacheSessionTests.cache
        #expect(session.notify(cache, now: .now()) == .none)
        cache.sessions = RTRSessionIDs(zero: 71, one: 72, two: 73)
        guard case .send(.serialNotify(let id, _), .one) = session.notify(cache, now: .now()) else {
            Issue.record("the router is not told")
            return
        }
        #expect(id == 72)
    }

    @Test("Before the first set both queries are answered with No Data Available, and the connection stays")
    func noData() {
        var session = CacheSession()
        for query in [PDU.resetQuery, .serialQuery(session: 12, serial: 1)] {
            let actions = receive(&session, Samples.octets(query, .two), CacheSessionTests.empty)
            #expect(code(actions) == .noDataAvailable)
            #expect(actions?.count == 1)
        }
        #expect(receive(&session, Samples.octets(.resetQuery, .two)) == [.sendFull(.two)])
    }

    @Test("A version that is too high is told the highest, and may be asked again, but not for ever")
    func tooHigh() {
        var session = CacheSession(maximumVersion: .one)
        let query: [UInt8] = [2, 2, 0, 0, 0, 0, 0, 8]
        let first = receive(&session, query)
        #expect(code(first) == .unsupportedVersion)
        #expect(!isClosing(first))
        guard case .send(_, .one)? = first?.first else {
            Issue.record("not in version 1")
            return
        }
        var lower = session
        #expect(receive(&lower, Samples.octets(.resetQuery, .one)) == [.sendFull(.one)])
        _ = receive(&session, query)
        #expect(isClosing(receive(&session, query)))
    }

    @Test("Another version after the first query ends the connection with Unexpected Protocol Version")
    func versionChange() {
        for other in [UInt8(0), 2, 3, 255] {
            var session = CacheSession()
            _ = receive(&session, Samples.octets(.resetQuery, .one))
            let actions = receive(&session, [other, 2, 0, 0, 0, 0, 0, 8])
            #expect(code(actions) == .unexpectedVersion)
            #expect(isClosing(actions))
        }
    }

    @Test(
        "An Error Report is never answered with one, however broken (RFC 8210 section 5.11)",
        arguments: [
            Samples.octets(.errorReport(ErrorReport(.duplicateAnnouncement, text: "twice")), .one),
            [1, 10, 0, 0, 0, 0, 0, 8], [1, 10, 0, 0, 0, 0, 0, 16, 255, 255, 255, 255, 0, 0, 0, 0],
            [9, 10, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0], [0, 10, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0],
        ])
    func errorReport(octets: [UInt8]) {
        for isSettled in [false, true] {
            var session = CacheSession()
            if isSettled { _ = receive(&session, Samples.octets(.resetQuery, .one)) }
            let actions = receive(&session, octets)
            #expect(actions?.count == 1)
            #expect(isClosing(actions))
        }
    }

    @Test("PDUs that are not for a cache, and types that are none, end the connection")
    func notForCaches() {
        let cases: [([UInt8], RTRErrorCode)] = [
            (Samples.octets(.cacheResponse(session: 11), .one), .invalidRequest),
            (Samples.octets(.cacheReset, .one), .invalidRequest),
            (Samples.octets(.serialNotify(session: 11, serial: 5), .one), .invalidRequest),
            (Samples.octets(.prefix(Samples.vrp("192.0.2.0/24"), .announce), .one), .invalidRequest),
            ([1, 99, 0, 0, 0, 0, 0, 8], .unsupportedType), ([1, 1, 0, 0, 0, 0, 0, 8], .corruptData),
            (Array("GET / HTTP/1.1\r\n\r\n".utf8), .unsupportedVersion),
        ]
        for (octets, expected) in cases {
            var session = CacheSession()
            let actions = receive(&session, octets)
            #expect(code(actions) == expected)
            #expect(isClosing(actions))
        }
    }

    @Test("A router is notified after its first query only, of what it does not have, once a minute at most")
    func notification() {
        var session = CacheSession()
        let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
        #expect(session.notify(CacheSessionTests.cache, now: start) == .none)
        _ = receive(&session, Samples.octets(.resetQuery, .one))
        #expect(session.notify(CacheSessionTests.cache, now: start) == .none)
        var next = CacheSessionTests.cache
        next.serial = 6
        #expect(session.notify(next, now: start) == .send(.serialNotify(session: 11, serial: 6), .one))
        #expect(session.notify(next, now: start) == .none)
        next.serial = 7
        #expect(session.notify(next, now: start + .seconds(59)) == .wait(until: start + .seconds(60)))
        #expect(
            session.notify(next, now: start + .seconds(60)) == .send(.serialNotify(session: 11, serial: 7), .one))
    }
}
