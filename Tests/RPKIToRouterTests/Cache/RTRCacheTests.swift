import NumberResources
import RPKIToRouter
import TestSupport
import Testing
import ValidatedPayloads

@Suite struct RTRCacheTests {
    private func difference(_ cache: RTRCache, from serial: UInt32, _ version: ProtocolVersion = .two) throws -> [PDU] {
        let generation = try #require(cache.generation)
        try #require(generation.summary.covers(serial))
        return Array(try Samples.pdus(generation.difference(from: serial, version), version).dropFirst().dropLast())
    }

    @Test("Router keys come by key identifier, then key, then AS (draft-ietf-sidrops-8210bis section 11.2.2)")
    func routerKeyOrder() throws {
        let cache = RTRCache(sessions: Samples.sessions)
        let keys = [Samples.key(64_496, 0xff), Samples.key(64_497, 0x00), Samples.key(64_495, 0xff)]
        cache.serve(Samples.set(keys: keys))
        let answer = try #require(cache.generation).full(.two)
        let found = try Samples.pdus(answer, .two).dropFirst().dropLast()
        #expect(Array(found) == [keys[1], keys[2], keys[0]].map { .routerKey($0, .announce) })
    }

    @Test("The first serial is 1, and one that changes nothing stays")
    func serials() throws {
        let cache = RTRCache(sessions: Samples.sessions)
        #expect(cache.serial == nil)
        cache.serve(Samples.set([Samples.vrp("192.0.2.0/24")]))
        #expect(cache.serial == 1)
        cache.serve(Samples.set([Samples.vrp("192.0.2.0/24")]))
        #expect(cache.serial == 1)
        cache.serve(Samples.set())
        #expect(cache.serial == 2)
    }

    @Test("A full answer is Cache Response, payloads of the version, End of Data", arguments: ProtocolVersion.allCases)
    func full(version: ProtocolVersion) throws {
        let cache = RTRCache(sessions: Samples.sessions)
        cache.serve(
            Samples.set(
                [Samples.vrp("192.0.2.0/24"), Samples.vrp("2001:db8::/32")], aspas: [Samples.aspa(1, 2)],
                keys: [Samples.key(3)]))
        let answer = try #require(cache.generation).full(version)
        let pdus = try Samples.pdus(answer, version)
        #expect(answer.pdus == pdus.count)
        var expected: [PDU] = [
            .cacheResponse(session: Samples.sessions[version]), .prefix(Samples.vrp("192.0.2.0/24"), .announce),
            .prefix(Samples.vrp("2001:db8::/32"), .announce),
        ]
        if version >= .one { expected.append(.routerKey(Samples.key(3), .announce)) }
        if version >= .two { expected.append(.aspa(Samples.aspa(1, 2))) }
        let timers: RTRTimers? = version == .zero ? nil : .standard
        expected.append(.endOfData(session: Samples.sessions[version], serial: 1, timers: timers))
        #expect(pdus == expected)
    }

    @Test(
        "What is announced stands before what it covers, from the highest address down; withdrawals the other way round"
    )
    func order() throws {
        let announced = [
            Samples.vrp("198.51.100.0/24"), Samples.vrp("192.0.2.128/25"), Samples.vrp("192.0.2.0/24", 26),
            Samples.vrp("192.0.2.0/25", 25), Samples.vrp("192.0.2.0/24", 24, 2), Samples.vrp("192.0.2.0/24", 24, 1),
        ]
        let cache = RTRCache(sessions: Samples.sessions)
        cache.serve(Samples.set(announced.reversed()))
        let full = try Samples.pdus(try #require(cache.generation).full(.two), .two)
        #expect(full.dropFirst().dropLast() == ArraySlice(announced.map { PDU.prefix($0, .announce) }))
        cache.serve(
            Samples.set([Samples.vrp("10.0.0.0/8"), Samples.vrp("2001:db8::/32")], aspas: [Samples.aspa(7, 8)]))
        cache.serve(Samples.set([Samples.vrp("10.0.0.0/8")], aspas: [Samples.aspa(5, 6)]))
        #expect(
            try difference(cache, from: 1)
                == [.prefix(Samples.vrp("10.0.0.0/8"), .announce)] + announced.reversed().map { .prefix($0, .withdraw) }
                + [.aspa(Samples.aspa(5, 6))])
        #expect(
            try difference(cache, from: 2) == [
                .prefix(Samples.vrp("2001:db8::/32"), .withdraw), .aspa(Samples.aspa(5, 6)),
                .aspaWithdrawal(customer: 7),
            ])
    }

    @Test("What came and went between two serials is not mentioned")
    func netZero() throws {
        let cache = RTRCache(sessions: Samples.sessions)
        let (one, two) = (Samples.vrp("192.0.2.0/24"), Samples.vrp("198.51.100.0/24"))
        cache.serve(Samples.set([one], aspas: [Samples.aspa(1, 2)]))
        cache.serve(Samples.set([two], aspas: []))
        cache.serve(Samples.set([one], aspas: [Samples.aspa(1, 2)]))
        #expect(try difference(cache, from: 1).isEmpty)
        #expect(try difference(cache, from: 3).isEmpty)
        #expect(try !difference(cache, from: 2).isEmpty)
    }

    @Test("An ASPA whose providers changed is announced, and not withdrawn before")
    func replacedASPA() throws {
        let cache = RTRCache(sessions: Samples.sessions)
        cache.serve(Samples.set(aspas: [Samples.aspa(1, 2)]))
        cache.serve(Samples.set(aspas: [Samples.aspa(1, 2, 3)]))
        cache.serve(Samples.set(aspas: [Samples.aspa(1, 3)]))
        #expect(try difference(cache, from: 1) == [.aspa(Samples.aspa(1, 3))])
        #expect(try difference(cache, from: 1, .one).isEmpty)
    }

    @Test("The serial wraps from 2³²-1 to 0, and the difference is there")
    func wrap() throws {
        let (one, two) = (Samples.vrp("192.0.2.0/24"), Samples.vrp("198.51.100.0/24"))
        let cache = RTRCache(
            sessions: Samples.sessions, serial: .max, payloads: Samples.set([one]), differences: [])
        cache.serve(Samples.set([two]))
        #expect(cache.serial == 0)
        #expect(try difference(cache, from: .max) == [.prefix(two, .announce), .prefix(one, .withdraw)])
    }

    @Test("The history has as many steps as configured, and no more octets than the full set or the floor")
    func history() throws {
        var configuration = RTRCache.Configuration()
        configuration.history = 3
        let cache = RTRCache(configuration: configuration, sessions: Samples.sessions)
        for number in 1...6 { cache.serve(Samples.set([Samples.vrp("192.0.2.0/24", nil, UInt32(number))])) }
        #expect(cache.summary.depth == 3)
        #expect(!cache.summary.covers(2))
        configuration.history = 100
        configuration.historyOctets = 90
        let small = RTRCache(configuration: configuration, sessions: Samples.sessions)
        for number in 1...6 { small.serve(Samples.set([Samples.vrp("192.0.2.0/24", nil, UInt32(number))])) }
        // Each step is 40 octets.
        #expect(small.summary.depth == 2)
    }

    @Test("Where a set cannot be stored, it is served under sessions that no store knows")
    func notStored() throws {
        struct DiskFull: Error {}
        let cache = RTRCache(sessions: Samples.sessions)
        cache.serve(Samples.set([Samples.vrp("192.0.2.0/24")]))
        let (update, failure) = cache.serve(Samples.set()) { _ in throw DiskFull() }
        #expect(failure is DiskFull)
        #expect(update.sessions != Samples.sessions)
        #expect(cache.sessions == update.sessions)
        #expect(cache.serial == 1)
        #expect(cache.summary.depth == 0)
        #expect(cache.payloads?.isEmpty == true)
    }

    @Test("While nothing can be stored, one new session is enough")
    func notStoredForLong() {
        struct DiskFull: Error {}
        let cache = RTRCache(sessions: Samples.sessions)
        cache.serve(Samples.set([Samples.vrp("192.0.2.0/24")]))
        // Nothing new for routers: what they have is what the store has.
        cache.serve(Samples.set([Samples.vrp("192.0.2.0/24")])) { _ in throw DiskFull() }
        #expect(cache.sessions == Samples.sessions && cache.serial == 1)
        cache.serve(Samples.set()) { _ in throw DiskFull() }
        let fresh = cache.sessions
        #expect(fresh != Samples.sessions && cache.serial == 1)
        cache.serve(Samples.set([Samples.vrp("192.0.2.0/24")])) { _ in throw DiskFull() }
        #expect(cache.sessions == fresh && cache.serial == 2)
        cache.serve(Samples.set())
        #expect(cache.sessions == fresh && cache.serial == 3)
    }

    @Test("The store hears of a set before any router can see it")
    func storedFirst() {
        let cache = RTRCache(sessions: Samples.sessions)
        cache.serve(Samples.set([Samples.vrp("192.0.2.0/24")])) { update in
            #expect(update.serial == 1)
            #expect(cache.serial == nil)
        }
        #expect(cache.serial == 1)
    }

    @Test("Sessions of different versions differ", arguments: 0..<200)
    func sessions(seed: Int) {
        var generator = SeededGenerator(UInt64(seed))
        let sessions = RTRSessionIDs(using: &generator)
        #expect(Set([sessions.zero, sessions.one, sessions.two]).count == 3)
    }

    @Test("From every serial, each answer leads a router to what the cache has", arguments: 0..<40)
    func property(seed: Int) throws {
        var generator = SeededGenerator(UInt64(seed))
        let vrps =
            (0..<12).map { Samples.vrp("10.\($0).0.0/\(16 + $0 % 3)", 24, UInt32($0 % 4)) }
            + (0..<4).map { Samples.vrp("2001:db8:\($0)::/48") }
        func random() -> PayloadSet {
            Samples.set(
                vrps.filter { _ in Bool.random(using: &generator) },
                aspas: (1...4).filter { _ in Bool.random(using: &generator) }.map {
                    Samples.aspa(UInt32($0), UInt32.random(in: 5...7, using: &generator), 9)
                }, keys: (1...3).filter { _ in Bool.random(using: &generator) }.map { Samples.key(UInt32($0)) })
        }
        let cache = RTRCache(
            sessions: Samples.sessions, serial: .max - 4, payloads: random(), differences: [])
        var routers: [(RouterSession, UInt32)] = []
        for _ in 0..<10 {
            for version in ProtocolVersion.allCases {
                var router = RouterSession(version: version)
                try exchange(&router, cache)
                routers.append((router, try #require(cache.serial)))
            }
            cache.serve(random())
            for index in routers.indices where Bool.random(using: &generator) {
                try exchange(&routers[index].0, cache)
                let expected = try #require(cache.payloads).limited(to: routers[index].0.version)
                #expect(routers[index].0.table.payloads(source: Samples.source).hasSameContent(as: expected))
            }
        }
        for index in routers.indices {
            try exchange(&routers[index].0, cache)
            let expected = try #require(cache.payloads).limited(to: routers[index].0.version)
            #expect(routers[index].0.table.payloads(source: Samples.source).hasSameContent(as: expected))
        }
    }

    /// Lets a router ask and take the answer, as over a connection.
    private func exchange(_ router: inout RouterSession, _ cache: RTRCache) throws {
        try Conversation.run(&router, cache)
    }
}

extension PayloadSet {
    /// What a router of `version` can be told.
    func limited(to version: ProtocolVersion) -> PayloadSet {
        Samples.set(vrps, aspas: version >= .two ? aspas : [], keys: version >= .one ? routerKeys : [])
    }
}
