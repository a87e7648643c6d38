package import Hummingbird
internal import NIOCore
internal import TextFormats

package import struct FoundationEssentials.Date

/// Answers to one request alone. All that take memory or time go through here: they are bounded by octets, made in portions on
/// threads of their own, sent no faster than the client reads, and end when the client is gone or the server ends.
extension AnswerMaker {
    /// Up to this size an answer made in portions is held until it is sent, larger ones are made a second time.
    private static let heldSize = 4 << 20

    /// An answer of a size that is not known before: `body` is made once to count its octets, and once more to send them.
    ///
    /// ```swift
    /// let body = JSONListPortions("repositories", repositories) { repository, json in json.member("uri", repository.uri) }
    /// return try await portioned(body, ContentType.json, context)
    /// ```
    ///
    /// - Parameters:
    ///   - validators: The request whose conditions are looked at, and the date of the payloads; `nil` for an answer that is
    ///     not to be kept.
    ///   - slot: The place that the answer takes; `nil` for one of those for filtered bodies.
    ///   - limit: Octets of the answer, and the limit's name in `Docs/Limits.md`; `nil` for `answerOctets`.
    /// - Throws: `APIError` with status 503 when there is no place, 413 when the answer is too long.
    package func portioned(
        _ body: some PortionedBody, _ contentType: String, _ context: HTTPContext,
        validators: (request: Request, lastModified: Date)? = nil, slot: Slots<ClientAddress>.Slot? = nil,
        limit: (octets: Int, name: StaticString)? = nil
    ) async throws -> Response {
        let slot = if let slot { slot } else { try slots.take(for: context.client) }
        let measured = try await measure(
            body, context, isHashed: validators != nil, limit: limit ?? (limits.answerOctets, "answerOctets"))
        var headers: HTTPFields = [.contentType: contentType]
        if let (request, lastModified) = validators {
            let etag = EncodedBody.etag(measured.digest, isGzipped: false)
            headers = AnswerMaker.headers(etag: etag, lastModified: lastModified)
            if Conditions(request.headers).areMet(etag: etag, lastModified: lastModified) {
                return Response(status: .notModified, headers: headers)
            }
            headers[.contentType] = contentType
        }
        if let chunks = measured.chunks {
            return Response(status: .ok, headers: headers, body: sent(chunks, measured.octets, holding: slot))
        }
        let (workers, source) = (workers, PortionSource(body))
        let pace = SendingPace(limits)
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(contentLength: measured.octets) { writer in
                var pace = pace
                while true {
                    guard let portion = await workers.run({ source.next() }) else { throw CancellationError() }
                    try await writer.write(portion.octets)
                    try pace.sent(portion.octets.readableBytes)
                    if portion.isLast { break }
                }
                try await writer.finish(nil)
                withExtendedLifetime(slot) {}
            })
    }

    /// A body that is at hand, sent in its chunks.
    func sent(_ chunks: [ByteBuffer], _ octets: Int, holding held: (any Sendable)?) -> ResponseBody {
        guard chunks.count > 1 else { return ResponseBody(byteBuffer: chunks.first ?? ByteBuffer()) }
        let pace = SendingPace(limits)
        return ResponseBody(contentLength: octets) { writer in
            var pace = pace
            for chunk in chunks {
                try await writer.write(chunk)
                try pace.sent(chunk.readableBytes)
            }
            try await writer.finish(nil)
            withExtendedLifetime(held) {}
        }
    }
}

extension AnswerMaker {
    private struct Measured {
        let octets: Int
        let digest: String
        /// The octets, where they are few.
        let chunks: [ByteBuffer]?
    }

    private func measure(
        _ body: some PortionedBody, _ context: HTTPContext, isHashed: Bool, limit: (octets: Int, name: StaticString)
    ) async throws -> Measured {
        let source = PortionSource(body, isHashed: isHashed)
        var chunks: [ByteBuffer]? = []
        var octets = 0
        while true {
            // Who has closed half of the connection gets a short answer, but no long one is made for who may be gone.
            let mayBeGone = octets > AnswerMaker.heldSize && context.connection?.isGone == true
            guard context.channel.isActive, !mayBeGone else { throw CancellationError() }
            guard let portion = await workers.run({ source.next() }) else { throw APIError.ending }
            octets += portion.octets.readableBytes
            guard octets <= limit.octets else { throw tooLong(limit, context.client) }
            if octets > AnswerMaker.heldSize { chunks = nil }
            if portion.octets.readableBytes > 0 { chunks?.append(portion.octets) }
            if portion.isLast { break }
        }
        return Measured(octets: octets, digest: isHashed ? source.digest : "", chunks: chunks)
    }
}
