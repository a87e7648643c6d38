internal import Crypto
internal import NIOCore
internal import Synchronization
internal import TextFormats
internal import ValidatedPayloads

/// A body that is made portion by portion, so that none is held whole and none keeps a thread for long.
///
/// Copies are independent: each makes the same octets from where it was copied.
protocol PortionedBody: Sendable {
    /// Appends the next octets, some 65,536 at most, after some milliseconds of work at most.
    ///
    /// - Returns: Whether more follows.
    mutating func appendPortion(to out: inout [UInt8]) -> Bool
}

extension PayloadPortions: PortionedBody {}

/// The portions of a body, one after another, made on whatever thread asks.
final class PortionSource: Sendable {
    struct Portion: Sendable {
        let octets: ByteBuffer
        let isLast: Bool
    }

    private struct Storage: Sendable {
        var body: any PortionedBody
        var hash = SHA256()
    }

    private let storage: Mutex<Storage>
    private let isHashed: Bool

    /// - Parameter isHashed: Whether the digest of the octets is wanted.
    init(_ body: any PortionedBody, isHashed: Bool = false) {
        storage = Mutex(Storage(body: body))
        self.isHashed = isHashed
    }

    func next() -> Portion {
        storage.withLock { storage in
            var out: [UInt8] = []
            out.reserveCapacity(1 << 16 + 4_096)
            let isLast = !storage.body.appendPortion(to: &out)
            if isHashed { storage.hash.update(data: out) }
            return Portion(octets: ByteBuffer(bytes: out), isLast: isLast)
        }
    }

    /// The SHA-256 of the octets of all portions so far, in hexadecimal.
    var digest: String {
        storage.withLock { $0.hash.finalize().hexadecimal(uppercase: false) }
    }
}
