import NIOCore
import RPKIToRouter
import Testing
import ValidatedPayloads

/// Which versions a router takes from a cache, and what it falls back to (RFC 8210 section 7).
@Suite struct RouterVersionTests {
    private func feed(
        _ router: inout RouterSession, _ version: ProtocolVersion, _ pdus: PDU...
    ) -> [RouterSession.Action] {
        var buffer = ByteBuffer()
        for pdu in pdus { buffer.write(pdu, version: version) }
        var seen: [RouterSession.Action] = []
        while let actions = router.receive(&buffer) { seen += actions }
        return seen
    }

    private static let pairs = ProtocolVersion.allCases.flatMap { asked in
        ProtocolVersion.allCases.map { (asked, $0) }
    }

    @Test(
        "The first answer may be in the version that was asked in or a lower one, never in a higher", arguments: pairs)
    func answer(asked: ProtocolVersion, answered: ProtocolVersion) {
        var router = RouterSession(version: asked)
        _ = router.opened()
        let actions = feed(&router, answered, .cacheResponse(session: 9))
        if answered <= asked {
            #expect(actions.isEmpty)
            #expect(router.version == answered)
            return
        }
        guard case .send(.errorReport(let report), let version)? = actions.first else {
            Issue.record("\(actions)")
            return
        }
        #expect(report.code == .unexpectedVersion)
        // In the version of the router, which the cache may not know of yet.
        #expect(version == asked)
        guard case .close(.violated(.unexpectedVersion, _))? = actions.last else {
            Issue.record("\(actions)")
            return
        }
        #expect(router.version == asked)
        #expect(router.session == nil)
    }

    @Test("Once it is settled, a lower version is as wrong as a higher one", arguments: pairs)
    func settled(first: ProtocolVersion, second: ProtocolVersion) {
        var router = RouterSession(version: first)
        _ = router.opened()
        _ = feed(&router, first, .cacheResponse(session: 9), .endOfData(session: 9, serial: 1, timers: nil))
        _ = router.refresh()
        let actions = feed(&router, second, .cacheResponse(session: 9))
        if first == second {
            #expect(actions.isEmpty)
            return
        }
        guard case .close(.violated(.unexpectedVersion, _))? = actions.last else {
            Issue.record("\(actions)")
            return
        }
    }

    @Test("A cache that only ends connections is tried in each lower version once, down to 0") func silent() {
        var router = RouterSession()
        var versions: [ProtocolVersion] = []
        for _ in 0..<4 {
            guard case .send(.resetQuery, let version)? = router.opened().first else { continue }
            versions.append(version)
            if !router.closed() { break }
        }
        #expect(versions == [.two, .one, .zero])
    }

    @Test("A report of an unsupported version lowers the version, to that of the report at the most")
    func reported() {
        for (asked, spoken, next) in [
            (ProtocolVersion.two, ProtocolVersion.two, ProtocolVersion.one), (.two, .one, .one), (.two, .zero, .zero),
            (.one, .one, .zero), (.one, .zero, .zero), (.one, .two, .zero),
        ] {
            var router = RouterSession(version: asked)
            _ = router.opened()
            #expect(feed(&router, spoken, .errorReport(ErrorReport(.unsupportedVersion))) == [.reconnect])
            #expect(router.version == next)
            // The end of that connection lowers nothing more.
            let isWorthIt = router.closed()
            #expect(!isWorthIt)
            #expect(router.opened() == [.send(.resetQuery, next)])
        }
        var lowest = RouterSession(version: .zero)
        _ = lowest.opened()
        #expect(
            feed(&lowest, .zero, .errorReport(ErrorReport(.unsupportedVersion, text: "no")))
                == [.close(.reported(.unsupportedVersion, "no"))])
    }

    @Test("A cache that has spoken in a version is asked in it again, however the connection ends") func kept() {
        var router = RouterSession()
        _ = router.opened()
        _ = feed(&router, .two, .cacheResponse(session: 9))
        for _ in 0..<3 {
            let isWorthIt = router.closed()
            #expect(!isWorthIt)
            #expect(router.opened() == [.send(.resetQuery, .two)])
        }
        // A report that the version is not supported comes too late then.
        _ = feed(&router, .two, .cacheResponse(session: 9))
        #expect(
            feed(&router, .two, .errorReport(ErrorReport(.unsupportedVersion, text: "x")))
                == [.close(.reported(.unsupportedVersion, "x"))])
        #expect(router.version == .two)
    }

    @Test(
        "A notification before the first answer settles nothing, in whichever version",
        arguments: ProtocolVersion.allCases)
    func early(version: ProtocolVersion) {
        var router = RouterSession(version: .one)
        _ = router.opened()
        #expect(feed(&router, version, .serialNotify(session: 9, serial: 1)).isEmpty)
        #expect(router.version == .one)
        #expect(feed(&router, .one, .cacheResponse(session: 9)).isEmpty)
    }

    @Test("A restart of the cache leaves what is there, other reports do not") func restart() {
        for (code, isKept) in [(RTRErrorCode.cacheRestart, true), (.internalError, false), (.corruptData, false)] {
            var router = RouterSession()
            _ = router.opened()
            _ = feed(
                &router, .two, .cacheResponse(session: 9), .prefix(Samples.vrp("192.0.2.0/24"), .announce),
                .endOfData(session: 9, serial: 1, timers: nil))
            _ = router.refresh()
            let actions = feed(&router, .two, .errorReport(ErrorReport(code, text: "x")))
            #expect(actions == [.close(.reported(code, "x"))])
            #expect(router.table.counts.vrps == 1)
            _ = router.closed()
            #expect(
                router.opened() == [
                    .send(isKept ? .serialQuery(session: 9, serial: 1) : .resetQuery, .two)
                ])
        }
    }

    @Test("A full answer replaces all, a difference only what it names; a limit counts the former alone") func limit() {
        var router = RouterSession(payloadLimit: 2)
        _ = router.opened()
        let end = PDU.endOfData(session: 9, serial: 1, timers: nil)
        let first = [Samples.vrp("192.0.2.0/24"), Samples.vrp("198.51.100.0/24")].map { PDU.prefix($0, .announce) }
        #expect(feed(&router, .two, .cacheResponse(session: 9), first[0], first[1], end).count == 1)
        _ = router.refresh()
        #expect(feed(&router, .two, .cacheReset) == [.send(.resetQuery, .two)])
        // As many again are no more than the limit, as they take the place of those before.
        let again = feed(&router, .two, .cacheResponse(session: 9), first[0], first[1], end)
        guard case .updated(let update)? = again.last else {
            Issue.record("\(again)")
            return
        }
        #expect(update.isFull)
        #expect(update.delta.isEmpty)
        #expect(router.updates == 2)
    }
}
