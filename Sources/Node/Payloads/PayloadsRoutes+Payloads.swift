internal import HTTPService
internal import Hummingbird
internal import NIOCore
internal import ValidatedPayloads

extension PayloadsRoutes {
    /// `/csv` and the like.
    func payloads(_ format: PayloadFormat, _ request: Request, _ context: HTTPContext) async throws -> Response {
        let filter = try PayloadFilter(try answers.query(request))
        let current = try currentPayloads()
        let served = current.served
        let writer = PayloadWriter(format: format, generated: served.date, statistics: served.statistics)
        let portions = PayloadPortions(writer, of: served.payloads, filter.selection)
        let workers = answers.workers
        if filter.isWhole {
            let body = await cache.body(.payloads(format, filter.kinds), of: current) { room in
                let chunks =
                    filter.kinds == .all
                    ? PayloadsRoutes.chunks(of: served.payloads, writer, room, workers)
                    : PayloadsRoutes.chunks(of: portions, room, workers)
                return chunks.map {
                    EncodedBody($0, contentType: format.contentType, lastModified: served.date, room: room.share)
                }
            }
            if let body { return try await answers.kept(body, request) }
        }
        return try await answers.portioned(portions, format.contentType, context, validators: (request, served.date))
    }

    /// The octets of a whole set; `nil` when there is no room for them, or when the server ends.
    private static func chunks(
        of set: PayloadSet, _ writer: PayloadWriter, _ room: BodyRoom, _ workers: BodyWorkers
    ) -> [ByteBuffer]? {
        var chunks: [ByteBuffer] = []
        do {
            try writer.write(set) { chunk throws(CancellationError) in
                guard room.grow(by: chunk.count), !workers.isEnding else { throw CancellationError() }
                chunk.withUnsafeBufferPointer { chunks.append(ByteBuffer(bytes: $0)) }
            }
        } catch {
            return nil
        }
        return chunks
    }

    private static func chunks(
        of body: some PortionedBody, _ room: BodyRoom, _ workers: BodyWorkers
    ) -> [ByteBuffer]? {
        let source = PortionSource(body)
        var chunks: [ByteBuffer] = []
        while true {
            let portion = source.next()
            guard room.grow(by: portion.octets.readableBytes), !workers.isEnding else { return nil }
            chunks.append(portion.octets)
            if portion.isLast { return chunks }
        }
    }

    /// `/json-delta`
    func delta(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let known = try version(from: try answers.query(request))
        let current = try currentPayloads()
        let workers = answers.workers
        if let known, known.session == current.session {
            let slot = try answers.slots.take(for: context.client)
            guard let delta = await workers.run({ current.delta(since: known) }) else { throw APIError.ending }
            if let delta {
                return try await answers.portioned(
                    DeltaPortions(delta, from: known.serial, to: current), ContentType.json, context,
                    validators: (request, current.served.date), slot: slot)
            }
        }
        let portions = DeltaPortions(resetTo: current)
        let body = await cache.body(.reset, of: current) { room in
            PayloadsRoutes.chunks(of: portions, room, workers).map {
                EncodedBody(
                    $0, contentType: ContentType.json, lastModified: current.served.date, room: room.share)
            }
        }
        if let body { return try await answers.kept(body, request) }
        return try await answers.portioned(
            portions, ContentType.json, context, validators: (request, current.served.date))
    }

    /// The version that a client says it has; both parameters or none.
    func version(from query: QueryParameters) throws(APIError) -> PayloadVersion? {
        try query.allow(only: "session", "serial")
        let session = try query.single("session")
        let serial = try query.single("serial")
        if session == nil, serial == nil { return nil }
        guard let session else { throw .invalid("session", "missing: serial and session must be given together") }
        guard let serial else { throw .invalid("serial", "missing: serial and session must be given together") }
        guard let session = PayloadsRoutes.number(session, as: UInt64.self) else {
            throw .invalid("session", "not a number")
        }
        guard let serial = PayloadsRoutes.number(serial, as: UInt32.self) else {
            throw .invalid("serial", "not a number")
        }
        return PayloadVersion(session: session, serial: serial)
    }

    /// Digits alone.
    private static func number<Number: FixedWidthInteger>(_ text: String, as type: Number.Type) -> Number? {
        text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ? Number(text) : nil
    }
}
