internal import Compression
internal import Crypto
package import NIOCore
internal import Synchronization
internal import TextFormats

package import struct FoundationEssentials.Date

/// A body as it is sent, plain and gzipped, which any number of answers share.
package final class EncodedBody: Sendable {
    /// What is sent for one of the two.
    package struct Representation: Sendable {
        package let chunks: [ByteBuffer]
        package let octets: Int

        package init(_ chunks: [ByteBuffer]) {
            self.chunks = chunks
            octets = chunks.reduce(0) { $0 + $1.readableBytes }
        }
    }

    package let contentType: String
    package let lastModified: Date
    package let plain: Representation
    /// The SHA-256 of the plain octets, in hexadecimal.
    private let digest: String
    /// The octets that are held for it.
    private let room: HeldOctets.Share
    private let gzipped = Mutex<Task<Representation?, Never>?>(nil)

    /// - Parameter room: Has grown by the octets of `chunks`.
    package init(_ chunks: [ByteBuffer], contentType: String, lastModified: Date, room: HeldOctets.Share) {
        plain = Representation(chunks)
        self.contentType = contentType
        self.lastModified = lastModified
        self.room = room
        var hash = SHA256()
        for chunk in chunks { hash.update(data: chunk.readableBytesView) }
        digest = hash.finalize().hexadecimal(uppercase: false)
    }

    /// The octets that are held for it, compressed ones included.
    package var octets: Int {
        room.count
    }

    /// The strong entity tag (RFC 9110 section 8.8.3), with its quotes.
    package func etag(isGzipped: Bool) -> String {
        EncodedBody.etag(digest, isGzipped: isGzipped)
    }

    package static func etag(_ digest: String, isGzipped: Bool) -> String {
        isGzipped ? "\"\(digest)-gzip\"" : "\"\(digest)\""
    }

    /// The gzipped octets, compressed when they are first asked for; `nil` when that is not possible.
    package func gzipped(in workers: BodyWorkers) async -> Representation? {
        let task = gzipped.withLock { task in
            if let task { return task }
            let (plain, room) = (plain, room)
            let new = Task(executorPreference: HTTPExecutor.shared) {
                await workers.run {
                    GzipCompressor.compressed(plain.chunks) { !workers.isEnding && room.grow(by: $0) }
                        .map(Representation.init)
                } ?? nil
            }
            task = new
            return new
        }
        return await task.value
    }
}
