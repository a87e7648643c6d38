import Foundation
import NIOCore
import NumberResources
import RPKIToRouter
import Testing
import ValidatedPayloads

/// A folder for the time of a test.
final class StoreFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "atalaya-store-\(UUID().uuidString)").path

    init() {
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension VRP {
    static func sample(_ number: Int) -> VRP {
        let address = IPAddress(ipv4: 0x0a00_0000 | UInt32(number) << 4)
        return VRP(prefix: IPPrefix(truncating: address, length: 28), maxLength: 30, asn: ASN(UInt32(number % 7)))
    }
}

extension PayloadSet {
    /// A VRP for each number, and an ASPA and a router key for some.
    static func sample(_ numbers: [Int], expires: Double) -> PayloadSet {
        var builder = PayloadSetBuilder()
        let source = PayloadSource.object(
            .init(trustAnchor: "test", expires: Date(timeIntervalSince1970: expires)))
        for number in numbers {
            builder.add(VRP.sample(number), source: source)
            if number % 5 == 0 {
                builder.add(
                    ASPA(customer: ASN(UInt32(number)), providers: [1, ASN(UInt32(numbers.count))]), source: source)
            }
            if number % 11 == 0 {
                builder.add(
                    RouterKey(
                        asn: ASN(UInt32(number)), subjectKeyIdentifier: [UInt8](repeating: 1, count: 20),
                        publicKey: [1, 2, 3]), source: source)
            }
        }
        return builder.build()
    }
}

extension RouterSession {
    /// Asks `cache` and takes the answer. Gives whether that was everything, rather than what changed.
    mutating func exchange(with cache: RTRCache) throws -> Bool {
        var session = CacheSession()
        var wasFull = false
        var toCache = ByteBuffer()
        for case .send(let pdu, let version) in opened() { toCache.write(pdu, version: version) }
        var toRouter = ByteBuffer()
        while let actions = session.receive(&toCache, cache: cache.summary) {
            for action in actions {
                let generation = try #require(cache.generation)
                switch action {
                case .sendFull(let version):
                    wasFull = true
                    for chunk in generation.full(version).chunks { toRouter.writeImmutableBuffer(chunk) }
                case .sendDifference(let serial, let version):
                    for chunk in generation.difference(from: serial, version).chunks {
                        toRouter.writeImmutableBuffer(chunk)
                    }
                case .send, .close: Issue.record("\(action)")
                }
            }
        }
        while receive(&toRouter) != nil {}
        _ = closed()
        return wasFull
    }
}
