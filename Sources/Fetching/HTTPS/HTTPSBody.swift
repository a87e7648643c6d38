internal import AsyncHTTPClient
internal import Compression
public import NIOCore
internal import NIOHTTP1

/// The body of an answer, as it comes. Letting go of it before its end closes the connection.
///
/// The time until the next chunk is asked for counts as time without an octet: spool what takes long to use.
public final class HTTPSBody {
    /// The URI of the answer, after redirects.
    public let uri: HTTPSURI
    /// The validators for the next request.
    public let validators: HTTPSValidators
    /// Octets that came so far, decompressed.
    public private(set) var count = 0
    /// Octets that the connection gave.
    private var receivedCount = 0

    private var chunks: HTTPClientResponse.Body.AsyncIterator
    private let limit: Int
    private let limits: HTTPSLimits
    private let start: ContinuousClock.Instant
    private var waited = Duration.zero
    /// `nil` for what is not compressed.
    private let decompressor: Decompressor?
    /// Received octets that have not been decompressed.
    private var compressed = ByteBuffer()
    /// Keeps the connection for as long as there is something to read.
    private let client: HTTPSClientLease

    init(
        _ response: HTTPClientResponse, uri: HTTPSURI, limit: Int, limits: HTTPSLimits,
        start: ContinuousClock.Instant, client: HTTPSClientLease
    ) throws(FetchError) {
        self.client = client
        if let length = response.headers.first(name: "Content-Length").flatMap({ Int($0) }), length > limit {
            throw FetchError(.tooLarge, uri.description, "\(length) octets announced, \(limit) allowed")
        }
        switch response.headers.first(name: "Content-Encoding")?.lowercased() {
        case nil, "identity", "": decompressor = nil
        case "gzip", "x-gzip":
            do throws(CompressionError) {
                decompressor = try Decompressor(
                    .gzip,
                    limits: DecompressionLimits(
                        octets: limit, ratio: limits.compressionRatio, members: limits.compressionMembers))
            } catch {
                throw FetchError(error, of: uri)
            }
        case let coding?: throw FetchError(.malformed, uri.description, "unsupported content coding \(coding)")
        }
        self.uri = uri
        validators = HTTPSValidators(
            etag: response.headers.first(name: "ETag"), lastModified: response.headers.first(name: "Last-Modified"))
        chunks = response.body.makeAsyncIterator()
        self.limit = limit
        self.limits = limits
        self.start = start
    }

    /// The next octets; `nil` at the end.
    public func next() async throws(FetchError) -> ByteBuffer? {
        while true {
            if let piece = try decompressed() { return try counted(piece) }
            guard let chunk = try await received() else {
                try finishDecompressing()
                return nil
            }
            guard decompressor != nil else { return try counted(chunk) }
            compressed = chunk
        }
    }

    /// The next octets of the connection, within the time limits.
    private func received() async throws(FetchError) -> ByteBuffer? {
        let asked = ContinuousClock.now
        let chunk: ByteBuffer?
        do {
            chunk = try await chunks.next()
        } catch {
            throw FetchError(error, fetching: uri)
        }
        let now = ContinuousClock.now
        waited += now - asked
        guard let chunk else { return nil }
        guard now - start <= .seconds(limits.totalSeconds) else {
            throw FetchError(.timeout, uri.description, "not complete after \(limits.totalSeconds) s")
        }
        receivedCount += chunk.readableBytes
        // Only waiting counts: a consumer that takes long over a chunk does not make the server slow.
        if waited > .seconds(limits.graceSeconds),
            Double(receivedCount) < waited / .seconds(1) * Double(limits.minimumRate)
        {
            throw FetchError(
                .slow, uri.description, "too slow: \(receivedCount) octets in \(waited.components.seconds) s")
        }
        return chunk
    }

    private func counted(_ piece: ByteBuffer) throws(FetchError) -> ByteBuffer {
        count += piece.readableBytes
        guard count <= limit else { throw FetchError(.tooLarge, uri.description, "more than \(limit) octets") }
        return piece
    }

    private func decompressed() throws(FetchError) -> ByteBuffer? {
        do throws(CompressionError) {
            return try decompressor?.next(from: &compressed)
        } catch {
            throw FetchError(error, of: uri)
        }
    }

    private func finishDecompressing() throws(FetchError) {
        do throws(CompressionError) {
            try decompressor?.finish()
        } catch {
            throw FetchError(error, of: uri)
        }
    }

    /// All that is left, as one piece.
    public func collect() async throws(FetchError) -> [UInt8] {
        var octets: [UInt8] = []
        while let chunk = try await next() { octets.append(contentsOf: chunk.readableBytesView) }
        return octets
    }
}
