import NumberResources
import Testing
import ValidatedPayloads

@Suite("PayloadSet")
struct PayloadSetTests {
    @Test("VRPs stand in the order in which rpki-client prints them")
    func order() {
        let ordered = [
            vrp("10.0.0.0/16 1"), vrp("10.0.0.0/8-24 1"), vrp("10.0.0.0/8-24 2"), vrp("10.0.0.0/8-16 1"),
            vrp("10.0.0.0/8 0"), vrp("10.1.0.0/16 1"), vrp("::/0 1"), vrp("2001:db8::/32-48 9"), vrp("2001:db8::/32 1"),
        ]
        #expect(payloadSet(ordered.reversed()).vrps == ordered)
    }

    @Test("A payload given twice stands in the set once")
    func duplicates() {
        let set = payloadSet(
            [vrp("10.0.0.0/8 1"), vrp("10.0.0.0/8 1")], [aspa(1, 2), aspa(1, 2)], [routerKey(1, 7), routerKey(1, 7)])
        #expect(set.counts == PayloadCounts(vrps: 1, aspas: 1, routerKeys: 1))
        #expect(set.counts.total == 3)
        #expect(set.vrpRows[0].sources.count == 1)
    }

    @Test("The object that expires last is the first source of a VRP; all are kept")
    func sourcesOfVRP() throws {
        var builder = PayloadSetBuilder()
        let long = source("b", uri: "rsync://a/m/long.roa", expires: 300)
        let short = source("a", uri: "rsync://a/m/short.roa", expires: 200)
        let middle = source("a", uri: "rsync://b/m/middle.roa", expires: 250)
        for source in [short, long, middle, short] { builder.add(vrp("10.0.0.0/8 1"), source: source) }
        builder.add(vrp("11.0.0.0/8 1"), source: short)
        let set = builder.build()
        #expect(try Array(#require(set.sources(of: vrp("10.0.0.0/8 1")))) == [long, middle, short])
        #expect(try Array(#require(set.sources(of: vrp("11.0.0.0/8 1")))) == [short])
        #expect(set.sources(of: vrp("12.0.0.0/8 1")) == nil)
    }

    @Test("Of sources that expire together the order does not depend on the order of work")
    func sourcesAreDeterministic() {
        let sources = ["c", "a", "b"].map { source($0, expires: 100) } + [.exception(path: nil)]
        func first(_ sources: [PayloadSource]) -> [PayloadSource] {
            var builder = PayloadSetBuilder()
            for source in sources { builder.add(vrp("10.0.0.0/8 1"), source: source) }
            return Array(builder.build().vrpRows[0].sources)
        }
        #expect(first(sources) == first(sources.reversed()))
        #expect(first(sources)[0] == .exception(path: nil), "an exception never expires")
    }

    @Test("ASPAs of one customer are merged, and last as long as the first of them")
    func mergedASPAs() throws {
        var builder = PayloadSetBuilder()
        builder.add(aspa(10, 3, 1), source: source("late", expires: 300))
        builder.add(aspa(10, 2, 1), source: source("early", expires: 200))
        builder.add(aspa(9, 5), source: source("other", expires: 100))
        let set = builder.build()
        #expect(set.aspas == [aspa(9, 5), aspa(10, 1, 2, 3)])
        let sources = try #require(set.sources(of: aspa(10, 1, 2, 3)))
        #expect(sources.map(\.trustAnchor) == ["early", "late"])
        #expect(sources.first?.expires == at(200))
    }

    @Test("AS 0 has no meaning beside a provider")
    func as0InUnion() {
        #expect(payloadSet([], [aspa(1, 0), aspa(1, 7)]).aspas == [aspa(1, 7)])
        #expect(payloadSet([], [aspa(1, 0), aspa(1, 0)]).aspas == [aspa(1, 0)])
    }

    @Test("A customer with too many providers has no ASPA")
    func overflow() {
        var builder = PayloadSetBuilder()
        builder.add(aspa(1, 2, 3), source: source())
        builder.add(aspa(1, 4), source: source())
        builder.add(aspa(2, 3, 4), source: source())
        let set = builder.build(maximumProviders: 3)
        #expect(set.aspas == [aspa(2, 3, 4)])
        #expect(set.overflowedCustomers == [1])
    }

    @Test("What a source says is what was said")
    func sourceRoundTrip() throws {
        let full = PayloadSource.object(
            PayloadSource.Object(
                trustAnchor: "ripe", uri: "rsync://host/module/a/b.roa",
                validity: PayloadValidity(notBefore: at(1), notAfter: at(2)),
                chainValidity: PayloadValidity(notBefore: at(3), notAfter: at(4)), stale: at(5), expires: at(6)))
        let all: [PayloadSource] = [
            full, source("x"), source(""), source("x", uri: ""), source("x", uri: "no-slash"), source("x", uri: "a/"),
            .exception(path: nil), .exception(path: "/etc/s.json", comment: "why"),
            .exception(path: "s.json", comment: ""),
        ]
        var builder = PayloadSetBuilder()
        let ids = all.map { builder.source($0) }
        #expect(Set(ids).count == all.count)
        #expect(all.map { builder.source($0) } == ids, "equal sources are kept once")
        for (number, id) in ids.enumerated() {
            builder.add(VRP(prefix: prefix("10.0.0.0/8"), asn: ASN(UInt32(number))), source: id)
        }
        let set = builder.build()
        #expect(set.vrpRows.map(\.sources[0]) == all)
    }

    @Test("Many sources stay apart")
    func manySources() {
        var builder = PayloadSetBuilder()
        let ids = (0..<5_000).map { builder.source(source("ta", uri: "rsync://h/m/\($0 / 50)/\($0 % 50).roa")) }
        #expect(Set(ids).count == 5_000)
        #expect((0..<5_000).map { builder.source(source("ta", uri: "rsync://h/m/\($0 / 50)/\($0 % 50).roa")) } == ids)
    }

    @Test("Expired payloads are dropped and counted; the second of expiry still counts as valid")
    func expiry() {
        var builder = PayloadSetBuilder()
        builder.add(vrp("10.0.0.0/8 1"), source: source(expires: 100))
        builder.add(vrp("10.0.0.0/8 1"), source: source(expires: 200))
        builder.add(vrp("11.0.0.0/8 1"), source: source(expires: 100))
        builder.add(vrp("12.0.0.0/8 1"), source: source())
        builder.add(aspa(1, 2), source: source(expires: 100))
        builder.add(aspa(1, 3), source: source(expires: 200))
        builder.add(routerKey(1, 1), source: .exception(path: nil))
        let set = builder.build()
        #expect(set.removingExpired(at: at(100)).removed.total == 0)
        let (kept, removed) = set.removingExpired(at: at(101))
        #expect(kept.vrps == [vrp("10.0.0.0/8 1"), vrp("12.0.0.0/8 1")])
        #expect(removed == PayloadCounts(vrps: 1, aspas: 1))
        #expect(kept.routerKeys.count == 1)
        #expect(kept.vrpRows[0].sources.first?.expires == at(200))
    }
}
