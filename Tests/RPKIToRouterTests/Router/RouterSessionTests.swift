import NIOCore
import NumberResources
import RPKIToRouter
import Testing
import ValidatedPayloads

@Suite struct RouterSessionTests {
    private func feed(
        _ router: inout RouterSession, _ version: ProtocolVersion, _ pdus: PDU...
    ) -> [RouterSession.Action] {
        var buffer = ByteBuffer()
        for pdu in pdus { buffer.write(pdu, version: version) }
        return feed(&router, &buffer)
    }

    private func feed(_ router: inout RouterSession, _ buffer: inout ByteBuffer) -> [RouterSession.Action] {
        var seen: [RouterSession.Action] = []
        while let actions = router.receive(&buffer) {
            seen += actions
            if actions.contains(where: \.isEnd) { break }
        }
        return seen
    }

    /// A router that has one VRP of serial 1.
    private func synchronised(_ version: ProtocolVersion = .two) -> RouterSession {
        var router = RouterSession(version: version)
        _ = router.opened()
        _ = feed(
            &router, version, .cacheResponse(session: 9), .prefix(Samples.vrp("192.0.2.0/24"), .announce),
            .endOfData(session: 9, serial: 1, timers: nil))
        return router
    }

    private func code(_ actions: [RouterSession.Action]) -> RTRErrorCode? {
        for case .send(.errorReport(let report), _) in actions { return report.code }
        return nil
    }

    @Test("A router asks for everything first, then for what changed")
    func queries() {
        var router = RouterSession()
        #expect(router.opened() == [.send(.resetQuery, .two)])
        router = synchronised()
        #expect(router.serial == 1)
        #expect(router.table.counts.vrps == 1)
        #expect(router.refresh() == [.send(.serialQuery(session: 9, serial: 1), .two)])
        #expect(router.refresh().isEmpty)
    }

    @Test("An update counts from End of Data on, and one that breaks off not at all")
    func transaction() {
        var router = synchronised()
        _ = router.refresh()
        _ = feed(
            &router, .two, .cacheResponse(session: 9), .prefix(Samples.vrp("198.51.100.0/24"), .announce),
            .prefix(Samples.vrp("192.0.2.0/24"), .withdraw))
        #expect(router.table.payloads(source: Samples.source).vrps == [Samples.vrp("192.0.2.0/24")])
        _ = router.closed()
        #expect(router.opened() == [.send(.serialQuery(session: 9, serial: 1), .two)])
        _ = feed(
            &router, .two, .cacheResponse(session: 9), .prefix(Samples.vrp("198.51.100.0/24"), .announce),
            .prefix(Samples.vrp("192.0.2.0/24"), .withdraw), .endOfData(session: 9, serial: 2, timers: nil))
        #expect(router.table.payloads(source: Samples.source).vrps == [Samples.vrp("198.51.100.0/24")])
        #expect(router.serial == 2)
    }

    @Test("Cache Reset makes the router ask for everything, and keep what it has until that is there")
    func cacheReset() {
        var router = synchronised()
        _ = router.refresh()
        #expect(feed(&router, .two, .cacheReset) == [.send(.resetQuery, .two)])
        #expect(router.table.counts.vrps == 1)
        let actions = feed(
            &router, .two, .cacheResponse(session: 10), .endOfData(session: 10, serial: 7, timers: nil))
        guard case .updated(let update)? = actions.last else {
            Issue.record("no update")
            return
        }
        #expect(update.isFull)
        #expect(update.delta.vrps.withdrawn == [Samples.vrp("192.0.2.0/24")])
        #expect(router.session == 10)
    }

    @Test("A payload that is there already, or that is not, is reported (RFC 8210 section 12)")
    func unfitting() {
        let known = Samples.vrp("192.0.2.0/24")
        let other = Samples.vrp("198.51.100.0/24")
        let cases: [([PDU], RTRErrorCode)] = [
            ([.prefix(known, .announce)], .duplicateAnnouncement),
            ([.prefix(other, .announce), .prefix(other, .announce)], .duplicateAnnouncement),
            ([.prefix(other, .withdraw)], .withdrawalOfUnknown),
            ([.prefix(known, .withdraw), .prefix(known, .withdraw)], .withdrawalOfUnknown),
            ([.routerKey(Samples.key(1), .withdraw)], .withdrawalOfUnknown),
            ([.routerKey(Samples.key(1), .announce), .routerKey(Samples.key(1), .announce)], .duplicateAnnouncement),
            ([.aspaWithdrawal(customer: 1)], .withdrawalOfUnknown),
            (
                [.aspa(Samples.aspa(1, 2)), .aspaWithdrawal(customer: 1), .aspaWithdrawal(customer: 1)],
                .withdrawalOfUnknown
            ),
        ]
        for (pdus, expected) in cases {
            var router = synchronised()
            _ = router.refresh()
            var buffer = ByteBuffer()
            for pdu in [.cacheResponse(session: 9)] + pdus { buffer.write(pdu, version: .two) }
            let actions = feed(&router, &buffer)
            #expect(code(actions) == expected)
            #expect(actions.last?.isEnd == true)
            // What no longer fits is asked for anew.
            _ = router.closed()
            #expect(router.opened() == [.send(.resetQuery, .two)])
        }
    }

    @Test("Another session makes void what was learned before (RFC 8210 section 5.1)")
    func flushed() {
        var router = synchronised()
        _ = router.refresh()
        #expect(code(feed(&router, .two, .cacheResponse(session: 8))) == .corruptData)
        #expect(router.table.counts.total == 0)
    }

    @Test("Another session, End of Data of another, and payloads unasked are Corrupt Data")
    func corrupt() {
        let cases: [[PDU]] = [
            [.cacheResponse(session: 8)], [.prefix(Samples.vrp("10.0.0.0/8"), .announce)],
            [.endOfData(session: 9, serial: 2, timers: nil)],
            [.cacheResponse(session: 9), .endOfData(session: 8, serial: 2, timers: nil)],
            [.cacheResponse(session: 9), .cacheResponse(session: 9)],
        ]
        for pdus in cases {
            var router = synchronised()
            _ = router.refresh()
            var buffer = ByteBuffer()
            for pdu in pdus { buffer.write(pdu, version: .two) }
            #expect(code(feed(&router, &buffer)) == .corruptData)
        }
    }

    @Test("A cache of a lower version is followed down, whichever way it says so (RFC 8210 section 7)")
    func fallback() {
        var answered = RouterSession()
        _ = answered.opened()
        _ = feed(&answered, .one, .cacheResponse(session: 9), .endOfData(session: 9, serial: 1, timers: nil))
        #expect(answered.version == .one)
        #expect(answered.serial == 1)

        var refused = RouterSession()
        _ = refused.opened()
        #expect(feed(&refused, .zero, .errorReport(ErrorReport(.unsupportedVersion))) == [.reconnect])
        #expect(refused.version == .zero)

        var refusedAlike = RouterSession()
        _ = refusedAlike.opened()
        #expect(feed(&refusedAlike, .two, .errorReport(ErrorReport(.unsupportedVersion))) == [.reconnect])
        #expect(refusedAlike.version == .one)

        var silent = RouterSession()
        _ = silent.opened()
        let isWorthIt = silent.closed()
        #expect(isWorthIt)
        #expect(silent.version == .one)
        var settled = synchronised()
        let isWorthItAgain = settled.closed()
        #expect(!isWorthItAgain)
        #expect(settled.version == .two)
    }

    @Test("Another version once it is settled is Unexpected Protocol Version")
    func versionChange() {
        var router = synchronised()
        _ = router.refresh()
        #expect(code(feed(&router, .one, .cacheResponse(session: 9))) == .unexpectedVersion)
    }

    @Test("A notification makes the router ask, unless it has the serial or the version is open")
    func notification() {
        var router = RouterSession()
        _ = router.opened()
        #expect(feed(&router, .one, .serialNotify(session: 1, serial: 2)).isEmpty)
        router = synchronised()
        #expect(feed(&router, .two, .serialNotify(session: 9, serial: 1)).isEmpty)
        #expect(
            feed(&router, .two, .serialNotify(session: 9, serial: 2))
                == [.send(.serialQuery(session: 9, serial: 1), .two)])
        router = synchronised()
        #expect(code(feed(&router, .two, .serialNotify(session: 8, serial: 2))) == .corruptData)
    }

    @Test("No Data Available is no failure, other reports end the connection, and none is answered with one")
    func reports() {
        var router = RouterSession()
        _ = router.opened()
        #expect(feed(&router, .two, .errorReport(ErrorReport(.noDataAvailable))) == [.noData])
        #expect(router.refresh() == [.send(.resetQuery, .two)])
        #expect(
            feed(&router, .two, .errorReport(ErrorReport(.internalError, text: "oh")))
                == [.close(.reported(.internalError, "oh"))])
        var broken = ByteBuffer(bytes: [2, 10, 0, 0, 0, 0, 0, 9, 0])
        router = synchronised()
        let actions = feed(&router, &broken)
        #expect(code(actions) == nil)
        #expect(actions.last?.isEnd == true)
    }

    @Test("After the expire interval nothing is left")
    func expiry() {
        var router = synchronised()
        router.expire()
        #expect(router.table.counts.total == 0)
        #expect(router.opened() == [.send(.resetQuery, .two)])
    }

    @Test("A router that only counts, counts the same PDUs")
    func counting() throws {
        let cache = RTRCache(sessions: Samples.sessions)
        cache.serve(
            Samples.set(
                (0..<200).map { Samples.vrp("10.\($0).0.0/16") } + [Samples.vrp("2001:db8::/32")],
                aspas: [Samples.aspa(1, 2)], keys: [Samples.key(1)]))
        var keeping = RouterSession()
        var counting = RouterSession(keepsPayloads: false)
        try Conversation.run(&keeping, cache)
        try Conversation.run(&counting, cache)
        #expect(keeping.pdus == 205)
        #expect(counting.pdus == 205)
        #expect(counting.serial == 1)
        #expect(counting.table.counts.total == 0)
    }
}

extension RouterSession.Action {
    fileprivate var isEnd: Bool {
        switch self {
        case .close, .reconnect: true
        default: false
        }
    }
}
