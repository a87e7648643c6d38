import NumberResources
import Synchronization
import Testing

@testable import HTTPService

@Suite struct SlotsTests {
    @Test func aPlaceIsFreeAgainWhenItsAnswerIsGone() throws {
        let slots = Slots<ClientAddress>(limit: 1, "filteredBodies", perClient: 1, "filteredBodiesPerAddress") { _, _ in
        }
        do {
            let slot = try slots.take(for: ClientAddress(IPAddress("192.0.2.1")))
            #expect(throws: APIError.self) { _ = try slots.take(for: ClientAddress(IPAddress("192.0.2.2"))) }
            withExtendedLifetime(slot) {}
        }
        _ = try slots.take(for: ClientAddress(IPAddress("192.0.2.2")))
    }

    @Test func oneClientTakesOnlySomeOfThePlaces() throws {
        let names = Mutex<[String]>([])
        let slots = Slots<ClientAddress>(limit: 3, "filteredBodies", perClient: 1, "filteredBodiesPerAddress") {
            name, _ in
            names.withLock { $0.append("\(name)") }
        }
        var taken = [try slots.take(for: ClientAddress(IPAddress("2001:db8::1")))]
        // The same /64, and an IPv4 address in both of its forms.
        #expect(throws: APIError.self) { _ = try slots.take(for: ClientAddress(IPAddress("2001:db8::ffff:1"))) }
        taken.append(try slots.take(for: ClientAddress(IPAddress("192.0.2.1"))))
        #expect(throws: APIError.self) { _ = try slots.take(for: ClientAddress(IPAddress("::ffff:192.0.2.1"))) }
        taken.append(try slots.take(for: ClientAddress(IPAddress("2001:db8:0:1::1"))))
        #expect(throws: APIError.self) { _ = try slots.take(for: ClientAddress(IPAddress("192.0.2.9"))) }
        #expect(
            names.withLock { $0 } == ["filteredBodiesPerAddress", "filteredBodiesPerAddress", "filteredBodies"])
        withExtendedLifetime(taken) {}
    }
}
