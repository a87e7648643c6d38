import NumberResources
import Synchronization
import Testing

@testable import Node

@Suite("Places of routers") struct RouterPlacesTests {
    @Test("names are those of addresses, and come back") func names() throws {
        let places = RouterPlaces(most: 10, mostOfOne: 10, patience: .seconds(60))
        #expect(try places.take("192.0.2.1") {} == "bmp:192.0.2.1")
        #expect(try places.take("192.0.2.1") {} == "bmp:192.0.2.1#2")
        #expect(places.release("bmp:192.0.2.1", of: "192.0.2.1"))
        #expect(!places.release("bmp:192.0.2.1#2", of: "192.0.2.1"))
        #expect(try places.take("192.0.2.1") {} == "bmp:192.0.2.1")
    }

    @Test("one address has a limit of its own; a /64 of IPv6 is one address") func oneAddress() throws {
        let places = RouterPlaces(most: 10, mostOfOne: 2, patience: .seconds(60))
        for address in ["192.0.2.1", "192.0.2.1", "2001:db8::1", "2001:db8::2"] { _ = try places.take(address) {} }
        for address in ["192.0.2.1", "2001:db8::3"] {
            #expect(throws: RouterPlaces.Refusal.addressLimit) { try places.take(address) {} }
        }
        _ = try places.take("2001:db8:0:1::1") {}
        _ = try places.take("192.0.2.2") {}
    }

    @Test("one that has said nothing of a neighbour for a while gives up its place") func useless() throws {
        let closed = Mutex<[Int]>([])
        let places = RouterPlaces(most: 3, mostOfOne: 3, patience: .zero)
        let first = try places.take("192.0.2.1") { closed.withLock { $0.append(1) } }
        _ = try places.take("192.0.2.2") { closed.withLock { $0.append(2) } }
        let third = try places.take("192.0.2.3") { closed.withLock { $0.append(3) } }
        places.isUseful(first)
        places.isUseful(third)
        let fourth = try places.take("192.0.2.4") {}
        #expect(closed.withLock { $0 } == [2])
        places.isUseful(fourth)
        #expect(throws: RouterPlaces.Refusal.connectionLimit) { try places.take("192.0.2.5") {} }
        // The one that was closed keeps its name until it has ended.
        #expect(!places.release("bmp:192.0.2.2", of: "192.0.2.2"))
        #expect(throws: RouterPlaces.Refusal.connectionLimit) { try places.take("192.0.2.5") {} }
        _ = places.release(fourth, of: "192.0.2.4")
        _ = try places.take("192.0.2.5") {}
    }

    @Test("an address of IPv4 on a socket of IPv6 is that of IPv4") func mapped() {
        #expect(IPAddress("::ffff:192.0.2.1")?.unmapped == IPAddress("192.0.2.1"))
        #expect(IPAddress("2001:db8::1")?.unmapped == IPAddress("2001:db8::1"))
        #expect(IPAddress("192.0.2.1")?.unmapped == IPAddress("192.0.2.1"))
    }
}
