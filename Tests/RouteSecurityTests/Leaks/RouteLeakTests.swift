import BGPMessages
import NumberResources
import RouteSecurity
import TestSupport
import Testing
import ValidatedPayloads

@Suite("Route leaks by known relations (RFC 7908)") struct RouteLeakTests {
    /// 1 and 2 are peers at the top; 3 is a customer of both, 4 of 1, 5 of 2; 3 and 4 are peers; 9 is a route server of 4
    /// and 6.
    static let relations: ASRelations = {
        var relations = ASRelations()
        relations.set(1, isTo: 2, .peer)
        relations.set(1, isTo: 3, .provider)
        relations.set(2, isTo: 3, .provider)
        relations.set(1, isTo: 4, .provider)
        relations.set(2, isTo: 5, .provider)
        relations.set(3, isTo: 4, .peer)
        relations.set(9, isTo: 4, .routeServer)
        relations.set(9, isTo: 6, .routeServer)
        return relations
    }()

    @Test("Relations are seen from both sides")
    func sides() {
        #expect(Self.relations.role(of: 1, to: 3) == .provider)
        #expect(Self.relations.role(of: 3, to: 1) == .customer)
        #expect(Self.relations.role(of: 6, to: 9) == .routeServerClient)
        #expect(Self.relations.role(of: 5, to: 1) == nil)
        #expect(Self.relations.count == 8)
    }

    @Test(
        "Up, once across, and down is no leak",
        arguments: [[5, 2, 3], [4, 1, 2, 5], [3, 2, 5], [4, 3], [4, 9, 6], [1], [4, 4, 1, 1, 2]] as [[UInt32]])
    func clean(numbers: [UInt32]) {
        #expect(Self.relations.leaks(in: path(numbers)).isEmpty)
    }

    @Test(
        "Each type has its leaker, source and target",
        arguments: [
            ([2, 3, 1, 4], .hairpin, 3, 1, 2), ([4, 3, 2, 5], .providerToPeer, 3, 2, 4),
            ([1, 4, 3], .peerToProvider, 4, 3, 1), ([3, 4, 9, 6], .lateral, 4, 9, 3),
            ([1, 4, 9, 6], .peerToProvider, 4, 9, 1),
        ] as [([UInt32], RouteLeak.Kind, ASN, ASN, ASN)])
    func kinds(numbers: [UInt32], kind: RouteLeak.Kind, leaker: ASN, source: ASN, target: ASN) {
        let leaks = Self.relations.leaks(in: path(numbers))
        #expect(leaks.map(\.kind) == [kind])
        #expect(leaks.map(\.leakers) == [[leaker]])
        #expect(leaks.map(\.source) == [source])
        #expect(leaks.map(\.target) == [target])
    }

    @Test("Hops of unknown kind between make suspects of all that may have leaked, and accuse nobody alone")
    func gap() {
        let leaks = Self.relations.leaks(in: path([1, 4, 77, 3, 2]))
        #expect(leaks.map(\.leakers) == [[3, 77, 4]])
        #expect(leaks.map(\.kind) == [.hairpin])
        #expect(Self.relations.leaks(in: path([77, 78, 79])).isEmpty)
    }

    @Test("The hop to the receiver counts where it is named")
    func receiver() {
        #expect(Self.relations.leaks(in: path([3, 1])).isEmpty)
        #expect(Self.relations.leaks(in: path([3, 1]), receiver: 2).map(\.leakers) == [[3]])
    }

    @Test("ASPAs say who is whose provider; two that name each other say nothing")
    func attested() {
        let relations = ASRelations(aspas([3: [1, 2], 7: [8], 8: [7], 9: [0]]))
        #expect(relations.count == 2)
        #expect(relations.role(of: 3, to: 2) == .customer)
        #expect(relations.leaks(in: path([2, 3, 1])).map(\.kind) == [.hairpin])
        #expect(relations.role(of: 7, to: 8) == nil)
    }

    @Test("A set has no order, so that nothing follows from it")
    func set() {
        let runs = [ASPath.Run(kind: .sequence, count: 3), ASPath.Run(kind: .set, count: 1)]
        #expect(Self.relations.leaks(in: ASPath(asns: [2, 3, 1, 4], runs: runs)).isEmpty)
    }

    @Test(
        "Where all relations are known, the leakers are the ASes with no customer on either side",
        arguments: [5, 6] as [UInt64])
    func agrees(seed: UInt64) {
        var generator = SeededGenerator(seed)
        for _ in 0..<300 {
            var relations = ASRelations()
            for asn in 1...6 as ClosedRange<UInt32> {
                for other in 1..<asn {
                    let role = NeighbourRole.allCases.randomElement(using: &generator) ?? .peer
                    relations.set(ASN(other), isTo: ASN(asn), role)
                }
            }
            let numbers = (0..<6).map { _ in UInt32.random(in: 1...6, using: &generator) }
            let route = path(numbers).asns.reversed().reduce(into: [ASN]()) { if $0.last != $1 { $0.append($1) } }
            let expected = route.indices.dropFirst().dropLast().filter { index in
                [index - 1, index + 1].allSatisfy { neighbour in
                    switch relations.role(of: route[neighbour], to: route[index]) {
                    case .provider, .peer, .routeServer: true
                    default: false
                    }
                }
            }
            #expect(relations.leaks(in: path(numbers)).map(\.leakers) == expected.map { [route[$0]] })
        }
    }
}
