import NIOCore
import RPKIToRouter
import Testing
import ValidatedPayloads

/// A cache that does not stop.
@Suite(.serialized) struct RouterLimitTests {
    private func feed(_ router: inout RouterSession, _ pdus: [PDU]) -> [RouterSession.Action] {
        var buffer = ByteBuffer()
        for pdu in pdus { buffer.write(pdu, version: .one) }
        var seen: [RouterSession.Action] = []
        while let actions = router.receive(&buffer) { seen += actions }
        return seen
    }

    private func announcements(_ range: Range<Int>) -> [PDU] {
        range.map { .prefix(Samples.vrp("10.\($0 / 256).\($0 % 256).0/24"), .announce) }
    }

    @Test("More payloads than the limit end the connection, kept or only counted", arguments: [true, false])
    func payloads(keeps: Bool) {
        var router = RouterSession(version: .one, keepsPayloads: keeps, payloadLimit: 10)
        _ = router.opened()
        #expect(feed(&router, [.cacheResponse(session: 1)] + announcements(0..<10)).isEmpty)
        #expect(feed(&router, announcements(10..<11)) == [.close(.limit(10))])
        #expect(router.table.counts.total == 0)
    }

    @Test("What earlier updates brought counts, and what one withdraws again too")
    func difference() {
        var router = RouterSession(version: .one, payloadLimit: 10)
        _ = router.opened()
        let end = PDU.endOfData(session: 1, serial: 1, timers: .standard)
        _ = feed(&router, [.cacheResponse(session: 1)] + announcements(0..<8) + [end])
        #expect(router.table.counts.total == 8)
        _ = router.refresh()
        let flood = [PDU.cacheResponse(session: 1)] + announcements(8..<10)
        #expect(feed(&router, flood).isEmpty)
        #expect(feed(&router, [.prefix(Samples.vrp("10.0.0.0/24"), .withdraw)]) == [.close(.limit(10))])
    }

    private func run(
        _ cache: RTRCache, limits: (inout RTRClientLimits) -> Void
    ) async throws -> RTRClientError? {
        var clientLimits = RTRClientLimits()
        limits(&clientLimits)
        let chosen = clientLimits
        let failure = Failure()
        try await withServer(cache) { _, port in
            var configuration = RTRClientConfiguration(host: "127.0.0.1", port: port)
            configuration.limits = chosen
            let client = try RTRClient(configuration: configuration)
            do {
                try await client.run { _ in }
            } catch {
                await failure.note(error)
            }
        }
        return await failure.error
    }

    @Test("The client says which limit it was, with its number")
    func client() async throws {
        let cache = RTRCache()
        cache.serve(Samples.set((0..<50).map { Samples.vrp("10.0.\($0).0/24") }))
        #expect(try await run(cache) { $0.payloads = 49 } == .limit(.payloads(49)))
        #expect(try await run(cache) { $0.updateOctets = 1_000 } == .limit(.octets(1_000)))
        #expect(try await run(cache) { $0.payloads = 50 } == nil)
    }
}

private actor Failure {
    private(set) var error: RTRClientError?

    func note(_ error: any Error) {
        self.error = error as? RTRClientError
    }
}
