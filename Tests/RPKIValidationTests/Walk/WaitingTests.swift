import Foundation
import NumberResources
import RPKIObjects
import RPKITesting
import RPKIValidation
import Synchronization
import TestSupport
import Testing

@Suite("Servers that keep a walk waiting") struct WaitingTests {
    /// A source in which one place is there only when another one, or the certificate of another trust anchor, has been
    /// asked for.
    private final class WaitingSource: ObjectSource {
        private let source: MemorySource
        private let slow: String
        private let awaited: String
        private let asked: Mutex<Set<String>> = Mutex([])

        init(_ source: MemorySource, slow: String, awaited: String) {
            self.source = source
            self.slow = slow
            self.awaited = awaited
        }

        private func pass(_ place: String) async {
            asked.withLock { _ = $0.insert(place) }
            guard place.contains(slow) else { return }
            while !asked.withLock({ asked in asked.contains { $0.contains(awaited) } }), !Task.isCancelled {
                await Task.yield()
            }
        }

        func trustAnchorCertificate(at uri: String) async throws(SourceError) -> [UInt8]? {
            await pass(uri)
            return try await source.trustAnchorCertificate(at: uri)
        }

        func folder(for location: PublicationLocation) async -> any ObjectFolder {
            await pass(location.repository.description)
            return await source.folder(for: location)
        }

        func readyFolder(for location: PublicationLocation) -> (any ObjectFolder)? { nil }
    }

    @Test("A CA whose server is silent keeps nobody waiting, however deep the others are", .timeLimit(.minutes(10)))
    func subtree() async throws {
        var repository = Walk.plan()
        let slow = repository.addCA("a-slow", resources: "AS64496 192.0.2.0/24")
        repository.addROA(in: slow, asn: 64496, ["192.0.2.0/24"])
        let chain = repository.addChain("level", depth: 5, resources: "AS64497 198.51.100.0/24")
        repository.addROA(in: chain[4], asn: 64497, ["198.51.100.0/24"])
        let built = try repository.build()
        let source = WaitingSource(MemorySource(built), slow: "/a-slow/", awaited: "/level-5/")
        let run = try await Validator(source: source).run(from: [Walk.locator(of: built)], at: Walk.now)
        #expect(run.vrps == ["AS64496 192.0.2.0/24", "AS64497 198.51.100.0/24"])
    }

    @Test("A trust anchor whose certificate does not come keeps no other one waiting", .timeLimit(.minutes(10)))
    func trustAnchor() async throws {
        var first = Walk.plan("first", host: "first.example")
        first.addROA(in: first.addCA("isp", resources: "AS64497 192.0.2.0/24"), asn: 64497, ["192.0.2.0/24"])
        var second = Walk.plan("second", host: "second.example")
        second[second.trustAnchor].key = try Walk.keys.key(3001)
        let chain = second.addChain("level", depth: 3, resources: "AS64496 198.51.100.0/24")
        second.addROA(in: chain[2], asn: 64496, ["198.51.100.0/24"])
        let built = [try first.build(), try second.build()]
        let source = WaitingSource(
            MemorySource(built[0], built[1]), slow: "first.example", awaited: "second.example/repository/level-3/")
        let run = try await Validator(source: source).run(from: built.map(Walk.locator), at: Walk.now)
        #expect(run.vrps == ["AS64497 192.0.2.0/24", "AS64496 198.51.100.0/24"])
        // In the locators' order, whichever came first.
        #expect(run.authorities.map(\.trustAnchor) == ["first", "first", "second", "second", "second", "second"])
        #expect(run.authorities.map(\.parent) == [nil, 0, nil, 2, 3, 4])
    }

    @Test("A walk over a point with thousands of objects ends at once when it is cancelled", .timeLimit(.minutes(10)))
    func cancelled() async throws {
        var repository = Walk.plan()
        let isp = repository.addCA("isp", resources: "192.0.2.0/24")
        for index in 0..<20_000 { repository.addFile(in: isp, name: "file-\(index).roa", [0x30]) }
        let built = try repository.build()
        let locator = try Walk.locator(of: built)
        let walk = Task { try await Validator(source: MemorySource(built)).run(from: [locator], at: Walk.now) }
        try await randomPause(upTo: .milliseconds(100))
        walk.cancel()
        let start = ContinuousClock.now
        await #expect(throws: CancellationError.self) { _ = try await walk.value }
        // Where nothing else runs it is a few milliseconds.
        #expect(start.duration(to: .now) < .seconds(20))
    }
}
