import FoundationEssentials
import Node
import Testing
import ValidatedPayloads

@Suite struct ServedPayloadsTests {
    @Test func payloadsOfARunAreNotMarkedAsStored() {
        let served = ServedPayloads(payloads: PayloadSet(), serial: 1, date: Date(timeIntervalSince1970: 0))
        #expect(!served.isStored)
    }
}
