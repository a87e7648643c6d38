import BGPMessages
import NumberResources
import Testing

@Suite("AS path") struct ASPathTests {
    @Test("one sequence: neighbour first, origin last") func sequence() {
        let path = ASPath([64500, 64501, 64502])
        #expect(path.neighbour == 64500)
        #expect(path.origin == 64502)
        #expect(!path.hasSet)
    }

    @Test("a path that ends in a set has no origin (RFC 6811 section 2)") func finalSet() {
        let path = ASPath(
            asns: [64500, 64501, 64502], runs: [.init(kind: .sequence, count: 1), .init(kind: .set, count: 2)])
        #expect(path.origin == nil)
        #expect(path.neighbour == 64500)
        #expect(path.hasSet)
    }

    @Test("the neighbour stands outside the confederation (RFC 5065)") func confederation() {
        let path = ASPath(
            asns: [65001, 64500],
            runs: [.init(kind: .confederationSequence, count: 1), .init(kind: .sequence, count: 1)])
        #expect(path.neighbour == 64500)
        #expect(path.origin == 64500)
    }

    @Test("equal paths are equal however they are made") func canonical() {
        #expect(ASPath(asns: [1, 2], runs: [.init(kind: .sequence, count: 2)]) == ASPath([1, 2]))
    }
}
