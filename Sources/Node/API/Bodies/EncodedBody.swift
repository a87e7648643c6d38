internal import Compression
internal import Crypto
internal import Hummingbird
internal import NIOCore
internal import Synchronization
internal import TextFormats

internal import struct FoundationEssentials.Date

/// A body as it is sent, plain and gzipped, which any number of answers share.
final class EncodedBody: Sendable {
    /// What is sent for one of the two.
    struct Representation: Sendable {
        let chunks: [ByteBuffer]
        let octets: Int

        init(_ chunks: [ByteBuffer]) {
            self.chunks = chunks
            octets = chunks.reduce(0) { $0 + $1.readableBytes }
        }
    }

    let contentType: String
    let lastModified: Date
    let plain: Representation
    /// The SHA-256 of the plain octets, in hexadecimal.
    private let digest: String
    /// The octets that are held for it.
    private let room: HeldOctets.Share
    private let gzipped = Mutex<Task<Representation?, Never>?>(nil)

    /// - Parameter room: Has grown by the octets of `chunks`.
    init(_ chunks: [ByteBuffer], contentType: String, lastModified: Date, room: HeldOctets.Share) {
        plain = Representation(chunks)
        self.contentType = contentType
        self.lastModified = lastModified
        self.room = room
        var hash = SHA256()
        for chunk in chunks { hash.update(data: chunk.readableBytesView) }
        digest = hash.finalize().hexadecimal(uppercase: false)
    }

    /// The octets that are held for it, compressed ones included.
    var octets: Int {
        room.count
    }

    /// The strong entity tag (RFC 9110 section 8.8.3), with its quotes.
    func etag(isGzipped: Bool) -> String {
        EncodedBody.etag(digest, isGzipped: isGzipped)
    }

    static func etag(_ digest: String, isGzipped: Bool) -> String {
        isGzipped ? "\"\(digest)-gzip\"" : "\"\(digest)\""
    }

    /// The gzipped octets, compressed when they are first asked for; `nil` when that is not possible.
    func gzipped(in workers: BodyWorkers) async -> Representation? {
        let task = gzipped.withLock { task in
            if let task { return task }
            let (plain, room) = (plain, room)
            let new = Task(executorPreference: APIExecutor.shared) {
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
