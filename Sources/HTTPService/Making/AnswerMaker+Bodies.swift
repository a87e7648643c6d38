package import Hummingbird
internal import NIOCore
internal import TextFormats

internal import struct FoundationEssentials.Date

extension AnswerMaker {
    /// Up to this size an answer counts as small: what all connections together can hold of these does not matter.
    private static let smallSize = 1 << 16

    /// An answer that `make` gives whole, which may be large: made on a worker, and held within the octets that
    /// all such answers may have together.
    package func whole(
        _ contentType: String, _ context: HTTPContext, _ make: @escaping @Sendable () -> [UInt8]
    ) async throws -> Response {
        guard let body = await workers.run(make) else { throw APIError.ending }
        guard body.count > AnswerMaker.smallSize else { return ShortAnswer(body, contentType).response }
        let share = held.share(for: context.client)
        guard share.grow(by: body.count) else { throw noRoom(context.client) }
        let buffer = ByteBuffer(bytes: body)
        let chunks = stride(from: 0, to: body.count, by: AnswerMaker.smallSize).compactMap { start in
            buffer.getSlice(at: start, length: min(AnswerMaker.smallSize, body.count - start))
        }
        return Response(
            status: .ok, headers: [.contentType: contentType],
            body: sent(chunks, body.count, holding: share))
    }

    /// An answer with a body that is kept: gzipped for who wants that.
    package func kept(_ body: EncodedBody, _ request: Request) async throws -> Response {
        let wantsGzip = request.headers.acceptsGzip
        let etag = body.etag(isGzipped: wantsGzip)
        if Conditions(request.headers).areMet(etag: etag, lastModified: body.lastModified) {
            let headers = AnswerMaker.headers(etag: etag, lastModified: body.lastModified)
            return Response(status: .notModified, headers: headers)
        }
        if wantsGzip, let gzipped = await body.gzipped(in: workers) {
            return response(body, gzipped, isGzipped: true)
        }
        return response(body, body.plain, isGzipped: false)
    }

    private func response(
        _ body: EncodedBody, _ representation: EncodedBody.Representation, isGzipped: Bool
    ) -> Response {
        var headers = AnswerMaker.headers(etag: body.etag(isGzipped: isGzipped), lastModified: body.lastModified)
        headers[.contentType] = body.contentType
        if isGzipped { headers[.contentEncoding] = "gzip" }
        return Response(
            status: .ok, headers: headers,
            body: sent(representation.chunks, representation.octets, holding: body))
    }

    static func headers(etag: String, lastModified: Date) -> HTTPFields {
        [
            .eTag: etag, .lastModified: HTTPDate(lastModified).description, .vary: "Accept-Encoding",
        ]
    }
}
