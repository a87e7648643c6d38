import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Testing
import ValidatedPayloads

@Suite struct MemoryVerdictStoreTests {
    private func entry(_ objects: [UInt8], record: UInt8 = 0, until: Date = Walk.now) -> PointEntry {
        let octets = objects.map { [$0] }
        let hashes = octets.map { ObjectHash(of: $0) }
        return PointEntry(
            record: [record], hashes: hashes,
            objects: Dictionary(zip(hashes, octets)) { first, _ in first }, until: until)
    }

    private func key(_ folder: String, _ trustAnchor: UInt8 = 1) throws -> PointKey {
        PointKey(
            trustAnchor: ObjectHash(of: [trustAnchor]),
            authority: try #require(KeyIdentifier(octets: Array(repeating: 7, count: 20))), repository: folder)
    }

    @Test("The newest entry of a point counts, and objects that no point names any more are dropped")
    func replaced() throws {
        let store = MemoryVerdictStore()
        store.keep(entry([1, 2, 2], record: 1), for: try key("a"))
        store.keep(entry([2, 3], record: 2), for: try key("b"))
        store.keep(entry([4], record: 3), for: try key("a"))
        #expect(store.record(for: try key("a")) == [3])
        #expect(store.record(for: try key("b")) == [2])
        #expect(store.object(ObjectHash(of: [1])) == nil)
        #expect(store.object(ObjectHash(of: [2])) == [2])
        #expect(store.object(ObjectHash(of: [4])) == [4])
    }

    @Test("An entry may rely on objects that were handed over before")
    func handedOver() throws {
        let store = MemoryVerdictStore()
        store.keep(entry([1, 2]), for: try key("a"))
        let next = PointEntry(record: [9], hashes: [ObjectHash(of: [2])], objects: [:], until: Walk.now)
        store.keep(next, for: try key("a"))
        #expect(store.object(ObjectHash(of: [2])) == [2])
        #expect(store.object(ObjectHash(of: [1])) == nil)
    }

    @Test("Points whose time is over are pruned, with what they alone name")
    func pruned() throws {
        let store = MemoryVerdictStore()
        store.keep(entry([1, 2], until: Walk.now - 1), for: try key("a"))
        store.keep(entry([2, 3], until: Walk.now), for: try key("b"))
        store.prune(before: Walk.now)
        #expect(store.record(for: try key("a")) == nil)
        #expect(store.object(ObjectHash(of: [1])) == nil)
        #expect(store.record(for: try key("b")) == [0])
        #expect(store.object(ObjectHash(of: [2])) == [2])
    }

    @Test("Trust anchors do not mix")
    func trustAnchors() throws {
        let store = MemoryVerdictStore()
        store.keep(entry([1], record: 1), for: try key("a", 1))
        store.keep(entry([1], record: 2), for: try key("a", 2))
        #expect(store.record(for: try key("a", 1)) == [1])
        #expect(store.record(for: try key("a", 2)) == [2])
    }
}
