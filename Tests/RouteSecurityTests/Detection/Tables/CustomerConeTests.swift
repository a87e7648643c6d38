import BGPMessages
import NumberResources
import Testing

@testable import RouteSecurity

@Suite("Detection: the customer cone") struct CustomerConeTests {
    private static let own = OwnResources(Scenario.configuration())

    private static func after(_ seconds: Int) -> BGPTime { Scenario.start.adding(seconds: seconds) }

    @Test("all ASes behind ours are in it, with the first time and the peers; nothing in front of us is") func entries()
    {
        var cone = CustomerCone()
        cone.note([5, 1299, 3333, 2121, 7], Self.own, by: 1, at: Self.after(9), isUsual: false)
        cone.note([5, 174, 3333, 2121], Self.own, by: 2, at: Self.after(3), isUsual: true)
        cone.note([5, 174, 3333, 2121], Self.own, by: 2, at: Self.after(99), isUsual: false)
        #expect(cone[2121] == .init(first: Self.after(3), peers: [1, 2], isUsual: true))
        #expect(cone[7] == .init(first: Self.after(9), peers: [1], isUsual: false))
        #expect(cone[5] == nil && cone[1299] == nil && cone[3333] == nil)
    }

    @Test("a path that ends with us, that does not have us, or goes back up, shows nothing") func nothing() {
        var cone = CustomerCone()
        for path in [[5, 1299, 3333], [5, 1299, 8], [5, 1299, 3333, 174, 8], [5, 3333, 6939], []] as [[ASN]] {
            cone.note(path, Self.own, by: 1, at: Self.after(0), isUsual: true)
        }
        #expect([5, 8, 174, 6939].allSatisfy { cone[$0] == nil })
    }

    @Test("up to 16 peers are distinguished, and so many ASes known; the rest are counted") func limits() {
        var cone = CustomerCone()
        for peer in 0..<20 {
            cone.note([1299, 3333, 9], Self.own, by: Int32(peer), at: Self.after(peer), isUsual: false)
        }
        #expect(cone[9]?.peers.count == CustomerCone.mostPeers && CustomerCone.mostPeers == 16)
        for number in 1...UInt32(CustomerCone.limit) {
            cone.note([1299, 3333, ASN(100_000 + number)], Self.own, by: 1, at: Self.after(0), isUsual: false)
        }
        #expect(cone.left == 1)
        #expect(cone[ASN(100_000 + UInt32(CustomerCone.limit))] == nil)
        #expect(cone[100_001] != nil)
    }
}
