internal import HTTPService
internal import Hummingbird
internal import ServiceLifecycle
internal import TextFormats

extension PayloadsRoutes {
    /// `/json-delta/notify`: answers when something else is served than the client has, or when it has waited long enough.
    func notify(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let known = try version(from: try answers.query(request))
        let current = try currentPayloads().version
        if known == nil || known == current {
            let place = try waiting.take(for: context.client, retryAfter: 30)
            defer { withExtendedLifetime(place) {} }
            let seconds = limits.notifySeconds
            let connection = context.connection
            let hasWaited = await cancelWhenGracefulShutdown {
                await withTaskGroup(of: Bool?.self) { group in
                    group.addTask { await state.waitForChange(of: current) }
                    group.addTask {
                        try? await Task.sleep(for: .seconds(seconds))
                        return nil
                    }
                    if let connection {
                        group.addTask {
                            await connection.untilGone()
                            return nil
                        }
                    }
                    defer { group.cancelAll() }
                    return await group.next() ?? nil
                }
            }
            if hasWaited == false {
                throw APIError.unavailable("too many requests are waiting already", retryAfter: 30)
            }
        }
        let version = try currentPayloads().version
        let body = JSONWriter.object(.indented) { json in
            json.member("session", version.session)
            json.member("serial", version.serial)
        }
        return ShortAnswer(body, ContentType.json).response
    }
}
