internal import Crypto
public import NIOCore
public import RPKIObjects

/// SHA-256 of octets as they come, for files that are not held whole.
public struct RunningHash: Sendable {
    private var hasher = SHA256()

    public init() {}

    public mutating func update(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    }

    public mutating func update(_ chunk: ByteBuffer) {
        chunk.withUnsafeReadableBytes { hasher.update(bufferPointer: $0) }
    }

    /// The hash of all octets so far.
    public var hash: ObjectHash {
        ObjectHash(hasher.finalize())
    }
}
