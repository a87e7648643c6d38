internal import Hummingbird
internal import NIOCore
internal import ValidatedPayloads

extension APIRoutes {
    /// From this size on, the place for an answer of its own is taken until the answer is sent.
    private static let smallBody = 1 << 20

    /// `/csv` and the like.
    func payloads(_ format: PayloadFormat, _ request: Request) async throws -> Response {
        let filter = try PayloadFilter(try query(request))
        let published = try published()
        if filter.isWhole {
            let kind = BodyCache.Kind.payloads(format, filter.kinds)
            let body = await cache.body(kind, of: published) { APIRoutes.encode(format, filter, published) }
            return try await answer(request, try ready(body))
        }
        let slot = try slots.take()
        let body = await workers.run { APIRoutes.encode(format, filter, published) }
        return answer(request, try ready(body), holding: slot)
    }

    private static func encode(
        _ format: PayloadFormat, _ filter: PayloadFilter, _ published: PublishedPayloads
    ) -> EncodedBody {
        let served = published.served
        let set = served.payloads
        let writer = PayloadWriter(format: format, generated: served.date, statistics: served.statistics)
        var chunks: [ByteBuffer] = []
        func take(_ chunk: Span<UInt8>) {
            chunk.withUnsafeBufferPointer { chunks.append(ByteBuffer(bytes: $0)) }
        }
        if filter.isWhole, filter.kinds == .all {
            writer.write(set, to: take)
        } else {
            writer.write(
                vrps: filter.vrps(of: set), routerKeys: filter.routerKeys(of: set), aspas: filter.aspas(of: set),
                to: take)
        }
        return EncodedBody(chunks, contentType: format.contentType, lastModified: served.date)
    }

    /// `/json-delta`
    func delta(_ request: Request) async throws -> Response {
        let known = try version(from: try query(request), others: [])
        let published = try published()
        guard let known, let delta = published.delta(since: known) else {
            let body = await cache.body(.reset, of: published) {
                EncodedBody(
                    DeltaAnswer.reset(published), contentType: ContentType.json, lastModified: published.served.date)
            }
            return try await answer(request, try ready(body))
        }
        let slot = try slots.take()
        let body = await workers.run {
            EncodedBody(
                DeltaAnswer.delta(delta, from: known.serial, to: published), contentType: ContentType.json,
                lastModified: published.served.date)
        }
        return answer(request, try ready(body), holding: slot)
    }

    /// The version that a client says it has; both parameters or none.
    func version(from query: QueryParameters, others: [String]) throws(APIError) -> PayloadVersion? {
        try query.allow(only: "session", "serial")
        let session = try query.single("session")
        let serial = try query.single("serial")
        if session == nil, serial == nil { return nil }
        guard let session else { throw .invalid("session", "missing beside serial") }
        guard let serial else { throw .invalid("serial", "missing beside session") }
        guard let session = APIRoutes.number(session, as: UInt64.self) else {
            throw .invalid("session", "not a number")
        }
        guard let serial = APIRoutes.number(serial, as: UInt32.self) else { throw .invalid("serial", "not a number") }
        return PayloadVersion(session: session, serial: serial)
    }

    /// Digits alone.
    private static func number<Number: FixedWidthInteger>(_ text: String, as type: Number.Type) -> Number? {
        text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ? Number(text) : nil
    }
}

extension APIRoutes {
    private func ready(_ body: EncodedBody?) throws(APIError) -> EncodedBody {
        guard let body else { throw .unavailable("the server is ending", retryAfter: 5) }
        return body
    }

    /// An answer with a body that is kept: gzipped for who wants that.
    private func answer(_ request: Request, _ body: EncodedBody) async throws -> Response {
        let wantsGzip = request.headers.acceptsGzip
        if let response = notModified(request, body, isGzipped: wantsGzip) { return response }
        if wantsGzip, let gzipped = await body.gzipped(in: workers) {
            return response(body, gzipped, isGzipped: true, slot: nil)
        }
        return response(body, body.plain, isGzipped: false, slot: nil)
    }

    /// An answer with a body for one request.
    private func answer(_ request: Request, _ body: EncodedBody, holding slot: Slots.Slot) -> Response {
        if let response = notModified(request, body, isGzipped: false) { return response }
        return response(body, body.plain, isGzipped: false, slot: slot)
    }

    private func headers(_ body: EncodedBody, isGzipped: Bool) -> HTTPFields {
        [
            .eTag: body.etag(isGzipped: isGzipped), .lastModified: HTTPDate(body.lastModified).description,
            .vary: "Accept-Encoding", .cacheControl: "no-cache",
        ]
    }

    private func notModified(_ request: Request, _ body: EncodedBody, isGzipped: Bool) -> Response? {
        let conditions = Conditions(request.headers)
        guard conditions.areMet(etag: body.etag(isGzipped: isGzipped), lastModified: body.lastModified) else {
            return nil
        }
        var response = Response(status: .notModified, headers: headers(body, isGzipped: isGzipped))
        response.headers[.contentLength] = nil
        return response
    }

    private func response(
        _ body: EncodedBody, _ representation: EncodedBody.Representation, isGzipped: Bool, slot: Slots.Slot?
    ) -> Response {
        var headers = headers(body, isGzipped: isGzipped)
        headers[.contentType] = body.contentType
        if isGzipped { headers[.contentEncoding] = "gzip" }
        if representation.chunks.count <= 1 {
            return Response(
                status: .ok, headers: headers,
                body: ResponseBody(byteBuffer: representation.chunks.first ?? ByteBuffer()))
        }
        let held = representation.octets > APIRoutes.smallBody ? slot : nil
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(contentLength: representation.octets) { writer in
                for chunk in representation.chunks { try await writer.write(chunk) }
                try await writer.finish(nil)
                withExtendedLifetime(held) {}
            })
    }
}
