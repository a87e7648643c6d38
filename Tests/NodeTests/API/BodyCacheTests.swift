import NIOCore
import Synchronization
import Testing
import ValidatedPayloads

@testable import Node

@Suite struct BodyCacheTests {
    private final class Encoder: Sendable {
        private let times = Mutex(0)

        var count: Int {
            times.withLock { $0 }
        }

        func body(_ room: BodyRoom) -> EncodedBody? {
            times.withLock { $0 += 1 }
            guard room.grow(by: 100) else { return nil }
            return EncodedBody(
                [ByteBuffer(bytes: [UInt8](repeating: 0x61, count: 100))], contentType: "a",
                lastModified: APIFixture.start, room: room.share)
        }
    }

    private func published(_ state: NodeState) throws -> PublishedPayloads {
        try #require(state.published(at: APIFixture.start))
    }

    @Test func aBodyIsEncodedOnceForAllThatAsk() async throws {
        let published = try published(APIFixture.serving())
        let cache = BodyCache(workers: BodyWorkers(), keptOctets: 1_000)
        let encoder = Encoder()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask { _ = await cache.body(.reset, of: published) { encoder.body($0) } }
            }
        }
        #expect(encoder.count == 1)
    }

    @Test func theLeastUsedBodyGoesWhenTheyAreTooManyTogether() async throws {
        let published = try published(APIFixture.serving())
        let cache = BodyCache(workers: BodyWorkers(), keptOctets: 250)
        let encoders = [Encoder(), Encoder(), Encoder()]
        let kinds: [BodyCache.Kind] = [.payloads(.csv, .all), .payloads(.json, .all), .reset]
        for place in [0, 1, 0, 2, 0, 1] {
            _ = await cache.body(kinds[place], of: published) { encoders[place].body($0) }
        }
        #expect(encoders.map(\.count) == [1, 2, 1])
    }

    @Test func aPublicationEndsTheBodiesThatTellItsTime() async throws {
        let state = APIFixture.serving()
        let cache = BodyCache(workers: BodyWorkers(), keptOctets: 1_000)
        let encoders = [Encoder(), Encoder()]
        let kinds: [BodyCache.Kind] = [.payloads(.csv, .all), .payloads(.json, .all)]
        func ask() async throws {
            let published = try published(state)
            for (kind, encoder) in zip(kinds, encoders) {
                _ = await cache.body(kind, of: published) { encoder.body($0) }
            }
        }
        try await ask()
        state.publish(APIFixture.served(at: 600))
        try await ask()
        #expect(encoders.map(\.count) == [1, 2])
        state.publish(APIFixture.served(APIFixture.set([]), serial: 2, at: 1_200))
        try await ask()
        #expect(encoders.map(\.count) == [2, 3])
    }

    @Test func aBodyThatIsTooLargeIsNotKeptAndNotMadeAgain() async throws {
        let published = try published(APIFixture.serving())
        let cache = BodyCache(workers: BodyWorkers(), keptOctets: 199)
        let encoder = Encoder()
        for _ in 0..<3 { #expect(await cache.body(.reset, of: published) { encoder.body($0) } == nil) }
        #expect(encoder.count == 1)
    }

    @Test func bodiesThatAreBeingSentCount() async throws {
        let published = try published(APIFixture.serving())
        let cache = BodyCache(workers: BodyWorkers(), keptOctets: 250)
        let kinds: [BodyCache.Kind] = [.payloads(.csv, .all), .payloads(.json, .all), .reset]
        var sent: [EncodedBody] = []
        for kind in kinds.prefix(2) {
            sent.append(try #require(await cache.body(kind, of: published) { Encoder().body($0) }))
        }
        #expect(await cache.body(kinds[2], of: published) { Encoder().body($0) } == nil)
        sent.removeAll()
        #expect(await cache.body(kinds[2], of: published) { Encoder().body($0) } != nil)
    }
}
