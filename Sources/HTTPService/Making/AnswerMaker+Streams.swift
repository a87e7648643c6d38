internal import Access
package import Hummingbird
internal import NIOCore

extension AnswerMaker {
    /// What a stream waits for.
    private enum Step: Sendable {
        case event(ServerEvent)
        case beat
    }

    /// An answer that goes on until `events` end, the client is gone, or the request would not be permitted any more: when the
    /// session has ended, or a role was taken away.
    ///
    /// Where no event comes for some seconds, a comment is sent, and the permission is looked at again. A client that takes the events
    /// more slowly than they come is cut off; it asks again, with the ID of the event that it had last.
    ///
    /// - Throws: `APIError` with status 503 where there are too many streams, of the session or in all.
    package func stream<Events: AsyncSequence & Sendable>(
        _ events: Events, _ context: HTTPContext
    ) throws(APIError) -> Response where Events.Element == ServerEvent, Events.Failure == Never {
        let owner = context.visitor.session.map { "session \($0.session.id)" } ?? "\(context.client)"
        let slot = try streams.take(for: owner, retryAfter: 30)
        let (limit, pause) = (limits.streamEvents, Duration.seconds(limits.streamBeatSeconds))
        let body = ResponseBody { writer in
            // The head reaches the client before the first event.
            try await writer.write(ByteBuffer(string: ": begins\n\n"))
            let (steps, source) = AsyncStream.makeStream(of: Step.self, bufferingPolicy: .bufferingOldest(limit))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for await event in events {
                        guard case .enqueued = source.yield(.event(event)) else { break }
                    }
                    source.finish()
                }
                group.addTask {
                    while (try? await Task.sleep(for: pause)) != nil { source.yield(.beat) }
                }
                group.addTask {
                    await context.connection?.untilGone()
                    source.finish()
                }
                defer { group.cancelAll() }
                for await step in steps {
                    guard context.isStillAllowed() else { break }
                    switch step {
                    case .event(let event): try await writer.write(ByteBuffer(bytes: event.octets))
                    case .beat: try await writer.write(ByteBuffer(string: ":\n\n"))
                    }
                }
            }
            try await writer.finish(nil)
            withExtendedLifetime(slot) {}
        }
        return Response(status: .ok, headers: [.contentType: "text/event-stream"], body: body)
    }
}
