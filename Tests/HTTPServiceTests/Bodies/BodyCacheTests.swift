import NIOCore
import Synchronization
import Testing

import struct FoundationEssentials.Date

@testable import HTTPService

@Suite struct BodyCacheTests {
    /// A version with three kinds of bodies, of which one depends on its content alone.
    private struct Version: BodySource {
        enum Kind: Hashable, Sendable {
            case timeless, timed, other
        }

        let number: UInt64
        var content: UInt64?

        func number(of kind: Kind) -> UInt64 {
            kind == .timeless ? content ?? number : number
        }
    }

    private static let first = Version(number: 1)

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
                lastModified: Date(timeIntervalSince1970: 1_773_644_400), room: room.share)
        }
    }

    @Test func aBodyIsEncodedOnceForAllThatAsk() async throws {
        let current = Self.first
        let cache = BodyCache<Version>(workers: BodyWorkers(), keptOctets: 1_000)
        let encoder = Encoder()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask { _ = await cache.body(.other, of: current) { encoder.body($0) } }
            }
        }
        #expect(encoder.count == 1)
    }

    @Test func theLeastUsedBodyGoesWhenTheyAreTooManyTogether() async throws {
        let current = Self.first
        let cache = BodyCache<Version>(workers: BodyWorkers(), keptOctets: 250)
        let encoders = [Encoder(), Encoder(), Encoder()]
        let kinds: [Version.Kind] = [.timeless, .timed, .other]
        for place in [0, 1, 0, 2, 0, 1] {
            _ = await cache.body(kinds[place], of: current) { encoders[place].body($0) }
        }
        #expect(encoders.map(\.count) == [1, 2, 1])
    }

    @Test func aNewVersionEndsTheBodiesThatTellItsTime() async throws {
        let cache = BodyCache<Version>(workers: BodyWorkers(), keptOctets: 1_000)
        let encoders = [Encoder(), Encoder()]
        let kinds: [Version.Kind] = [.timeless, .timed]
        func ask(_ current: Version) async {
            for (kind, encoder) in zip(kinds, encoders) {
                _ = await cache.body(kind, of: current) { encoder.body($0) }
            }
        }
        await ask(Version(number: 1))
        await ask(Version(number: 2, content: 1))
        #expect(encoders.map(\.count) == [1, 2])
        await ask(Version(number: 3))
        #expect(encoders.map(\.count) == [2, 3])
    }

    @Test func aBodyThatIsTooLargeIsNotKeptAndNotMadeAgain() async throws {
        let current = Self.first
        let cache = BodyCache<Version>(workers: BodyWorkers(), keptOctets: 199)
        let encoder = Encoder()
        for _ in 0..<3 { #expect(await cache.body(.other, of: current) { encoder.body($0) } == nil) }
        #expect(encoder.count == 1)
    }

    @Test func bodiesThatAreBeingSentCount() async throws {
        let current = Self.first
        let cache = BodyCache<Version>(workers: BodyWorkers(), keptOctets: 250)
        let kinds: [Version.Kind] = [.timeless, .timed, .other]
        var sent: [EncodedBody] = []
        for kind in kinds.prefix(2) {
            sent.append(try #require(await cache.body(kind, of: current) { Encoder().body($0) }))
        }
        #expect(await cache.body(kinds[2], of: current) { Encoder().body($0) } == nil)
        sent.removeAll()
        #expect(await cache.body(kinds[2], of: current) { Encoder().body($0) } != nil)
    }
}
