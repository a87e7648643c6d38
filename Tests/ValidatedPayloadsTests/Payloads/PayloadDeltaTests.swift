import NumberResources
import TestSupport
import Testing
import ValidatedPayloads

@Suite("PayloadDelta")
struct PayloadDeltaTests {
    let old = payloadSet(
        [vrp("10.0.0.0/8 1"), vrp("11.0.0.0/8 1")], [aspa(1, 2), aspa(2, 3)], [routerKey(1, 1)],
        from: source("a", expires: 1))
    let new = payloadSet(
        [vrp("11.0.0.0/8 1"), vrp("11.0.0.0/8-9 1")], [aspa(1, 2, 4), aspa(2, 3)], [routerKey(1, 2)],
        from: source("b", expires: 2))

    @Test("It names what came and what went, each in order")
    func difference() {
        let delta = PayloadDelta(from: old, to: new)
        #expect(delta.vrps.announced == [vrp("11.0.0.0/8-9 1")])
        #expect(delta.vrps.withdrawn == [vrp("10.0.0.0/8 1")])
        #expect(delta.aspas.announced == [aspa(1, 2, 4)])
        #expect(delta.aspas.withdrawn == [aspa(1, 2)])
        #expect(delta.routerKeys.announced == [routerKey(1, 2)])
        #expect(delta.routerKeys.withdrawn == [routerKey(1, 1)])
        #expect(!delta.isEmpty)
    }

    @Test("Expiry and source do not count")
    func contentOnly() {
        let same = payloadSet(old.vrps, old.aspas, old.routerKeys, from: source("other", expires: 9))
        #expect(PayloadDelta(from: old, to: same).isEmpty)
        #expect(old.hasSameContent(as: same))
    }

    @Test("Applied to the old set it gives the new one; what stays keeps its source")
    func apply() throws {
        let result = try old.applying(PayloadDelta(from: old, to: new), source: source("rtr"))
        #expect(result.hasSameContent(as: new))
        #expect(result.sources(of: vrp("11.0.0.0/8 1"))?.first?.trustAnchor == "a")
        #expect(result.sources(of: vrp("11.0.0.0/8-9 1"))?.first?.trustAnchor == "rtr")
    }

    @Test("It is refused where it does not fit")
    func misfit() {
        let delta = PayloadDelta(from: old, to: new)
        #expect(throws: PayloadDeltaError.withdrawalOfUnknown) { try new.applying(delta, source: source()) }
        var announcing = PayloadDelta()
        announcing.vrps.announced = [vrp("10.0.0.0/8 1")]
        #expect(throws: PayloadDeltaError.announcementOfKnown) { try old.applying(announcing, source: source()) }
    }

    @Test("Random sets: back and forth leads home", arguments: [1, 2, 3] as [UInt64])
    func random(seed: UInt64) throws {
        var generator = SeededGenerator(seed)
        func randomSet() -> PayloadSet {
            payloadSet(
                (0..<300).map { _ in
                    VRP(
                        prefix: IPPrefix(
                            truncating: IPAddress(ipv4: UInt32.random(in: 0...15, using: &generator) << 28),
                            length: Int.random(in: 4...6, using: &generator)),
                        maxLength: UInt8.random(in: 6...8, using: &generator),
                        asn: ASN(UInt32.random(in: 0...3, using: &generator)))
                },
                (0..<20).map { _ in
                    aspa(
                        ASN(UInt32.random(in: 1...30, using: &generator)),
                        ASN(UInt32.random(in: 40...42, using: &generator)))
                })
        }
        let (left, right) = (randomSet(), randomSet())
        let there = try left.applying(PayloadDelta(from: left, to: right), source: source())
        #expect(there.hasSameContent(as: right))
        #expect(try there.applying(PayloadDelta(from: right, to: left), source: source()).hasSameContent(as: left))
    }
}
