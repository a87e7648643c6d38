internal import Crypto
package import NIOCore
internal import Synchronization
internal import TextFormats

/// The portions of a body, one after another, made on the thread that asks.
package final class PortionSource: Sendable {
    package struct Portion: Sendable {
        package let octets: ByteBuffer
        package let isLast: Bool
    }

    private struct Storage: Sendable {
        var body: any PortionedBody
        var hash = SHA256()
    }

    private let storage: Mutex<Storage>
    private let isHashed: Bool

    /// - Parameter isHashed: Whether the digest of the octets is wanted.
    package init(_ body: any PortionedBody, isHashed: Bool = false) {
        storage = Mutex(Storage(body: body))
        self.isHashed = isHashed
    }

    package func next() -> Portion {
        storage.withLock { storage in
            var out: [UInt8] = []
            out.reserveCapacity(1 << 16 + 4_096)
            let isLast = !storage.body.appendPortion(to: &out)
            if isHashed { storage.hash.update(data: out) }
            return Portion(octets: ByteBuffer(bytes: out), isLast: isLast)
        }
    }

    /// The SHA-256 of the octets of all portions so far, in hexadecimal.
    package var digest: String {
        storage.withLock { $0.hash.finalize().hexadecimal(uppercase: false) }
    }
}
